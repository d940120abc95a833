using System.Buffers;
using System.Globalization;
using System.Text;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>
/// Takes edges that stand on lines of their own, <c>- a.0 -> b.1: {weight: 2}</c>, out of a YAML text before it is parsed: they are almost
/// all of a large file, and reading them straight from the bytes is many times faster than through the parser. A run of such lines
/// becomes one quoted text at the same place and empty lines, so that line numbers stay. Everything else is left to the parser.
/// </summary>
sealed class EdgeLines
{
    const string Mark = "neuromorphic: lines of edges, run ";

    static readonly SearchValues<byte> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789+-.eE"u8);

    readonly byte[] _bytes;
    readonly List<Run> _runs = [];

    /// <summary>Takes the lines out.</summary>
    /// <param name="bytes">UTF-8 text.</param>
    public EdgeLines(byte[] bytes)
    {
        _bytes = bytes;
        var rest = new ArrayBufferWriter<byte>();
        Run? open = null;
        int line = 1;
        int start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        while (start < bytes.Length)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? bytes.Length : start + length;
            ReadOnlySpan<byte> text = bytes.AsSpan(start..end);
            if (TrySplit(text, out Parts parts))
            {
                if (open is null || open.Indent != parts.Indent)
                {
                    open = new Run(start, line, parts.Indent);
                    _runs.Add(open);
                    rest.Write(text[..parts.Indent]);
                    rest.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"- \"{Mark}{_runs.Count - 1}\"")));
                }

                open.End = end;
            }
            else
            {
                open = null;
                rest.Write(text);
            }

            rest.Write("\n"u8);
            start = end + 1;
            line++;
        }

        Rest = rest.WrittenMemory;
    }

    /// <summary>The text without those lines.</summary>
    public ReadOnlyMemory<byte> Rest { get; }

    /// <summary>Whether a text of the rest stands for a run of lines.</summary>
    public bool Holds(string text, out int run)
    {
        run = -1;
        return text.StartsWith(Mark, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out run)
            && run < _runs.Count;
    }

    /// <summary>Adds the edges of a run.</summary>
    public void Read(int run, NetworkBuilder builder)
    {
        Run lines = _runs[run];
        var sources = new AddressReader(builder);
        var targets = new AddressReader(builder);
        int line = lines.Line;
        for (int start = lines.Start; start < lines.End; line++)
        {
            int length = _bytes.AsSpan(start..lines.End).IndexOf((byte)'\n');
            int end = length < 0 ? lines.End : start + length;
            ReadOnlySpan<byte> text = _bytes.AsSpan(start..end);
            TrySplit(text, out Parts parts);
            ReadOnlySpan<byte> weightText = text[parts.Weight];
            if (!PlainNumber.TryReal(weightText, out double weight))
            {
                throw builder.Error(line, "weight", $"'{Encoding.UTF8.GetString(weightText)}' is not a number");
            }

            builder.AddEdge(
                sources.Read(text[parts.SourceGroup], text[parts.SourceNeuron], line),
                targets.Read(text[parts.TargetGroup], text[parts.TargetNeuron], line),
                weight,
                0,
                line);
            start = end + 1;
        }
    }

    static bool TrySplit(ReadOnlySpan<byte> line, out Parts parts)
    {
        parts = default;
        int at = line.IndexOfAnyExcept((byte)' ');
        if (at < 0 || line[at] != '-')
        {
            return false;
        }

        parts.Indent = at++;
        if (!Skip(line, ref at, " "u8)
            || !Take(line, ref at, out parts.SourceGroup) || !Skip(line, ref at, "."u8) || !Take(line, ref at, out parts.SourceNeuron)
            || !Skip(line, ref at, " -> "u8)
            || !Take(line, ref at, out parts.TargetGroup) || !Skip(line, ref at, "."u8) || !Take(line, ref at, out parts.TargetNeuron)
            || !Skip(line, ref at, ": "u8))
        {
            return false;
        }

        bool list = Skip(line, ref at, "[weight: "u8);
        if (!list && !Skip(line, ref at, "{weight: "u8))
        {
            return false;
        }

        int length = line[at..].IndexOfAnyExcept(NumberCharacters);
        if (length <= 0)
        {
            return false;
        }

        parts.Weight = at..(at + length);
        at += length;
        return Skip(line, ref at, list ? "]"u8 : "}"u8) && line[at..].IndexOfAnyExcept(" \r"u8) < 0;
    }

    static bool Skip(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> text)
    {
        bool there = line[at..].StartsWith(text);
        at += there ? text.Length : 0;
        return there;
    }

    static bool Take(ReadOnlySpan<byte> line, ref int at, out Range word)
    {
        int length = line[at..].IndexOfAnyExcept(Plain);
        word = at..(at + Math.Max(0, length));
        at += Math.Max(0, length);
        return length > 0;
    }

    struct Parts
    {
        public int Indent;
        public Range SourceGroup;
        public Range SourceNeuron;
        public Range TargetGroup;
        public Range TargetNeuron;
        public Range Weight;
    }

    sealed class Run(int start, int line, int indent)
    {
        public int Start { get; } = start;

        public int Line { get; } = line;

        public int Indent { get; } = indent;

        public int End { get; set; }
    }
}
