using System.Globalization;
using System.Text;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>
/// Reads SANA-FE's older netlist: a line per entry. <c>g 3 threshold=1</c> is a group (named by its number), <c>n 0.1 bias=2</c> a neuron,
/// <c>e 0.1->1.0 weight=3</c> an edge, <c>&amp; 0.1@5.2</c> puts a neuron on tile 5, core 2. <c>#</c> begins a comment.
/// </summary>
sealed class Netlist
{
    readonly NetworkBuilder _builder;
    readonly AddressReader _sources;
    readonly AddressReader _targets;
    readonly LineReader _lines;

    Netlist(NetworkBuilder builder, LineReader lines)
    {
        _builder = builder;
        _lines = lines;
        _sources = new AddressReader(builder);
        _targets = new AddressReader(builder);
    }

    int Line => _lines.Line;

    /// <summary>Reads a netlist line by line.</summary>
    /// <param name="builder">Takes what is read.</param>
    /// <param name="stream">The netlist.</param>
    /// <param name="progress">Takes how many bytes were read, now and then.</param>
    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static SanafeNetwork Read(NetworkBuilder builder, Stream stream, IProgress<long>? progress)
    {
        const int LinesBetweenReports = 1 << 18;
        var lines = new LineReader(builder.File, stream);
        var netlist = new Netlist(builder, lines);
        while (lines.Next(out ReadOnlySpan<byte> line))
        {
            netlist.ReadLine(line);
            if (lines.Line % LinesBetweenReports == 0)
            {
                progress?.Report(lines.Position);
            }
        }

        return builder.Build("", null, []);
    }

    void ReadLine(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> kind = Word(ref line);
        if (kind.IsEmpty || kind[0] == '#')
        {
            return;
        }

        if (kind.SequenceEqual("e"u8))
        {
            ReadEdge(Word(ref line), line);
        }
        else if (kind.SequenceEqual("g"u8))
        {
            ReadGroup(Word(ref line), line);
        }
        else if (kind.SequenceEqual("n"u8))
        {
            ReadOnlySpan<byte> address = Word(ref line);
            int neuron = Neuron(_sources, address);
            NeuronSettings settings = _builder.Settings(neuron).Copy();
            settings.Line = Line;
            Apply(settings, line);
            _builder.Replace(neuron, settings);
        }
        else if (kind.SequenceEqual("&"u8))
        {
            ReadMapping(Word(ref line), line);
        }
        else
        {
            throw Error(Text(kind), "a line begins with g (group), n (neuron), e (edge), & (mapping) or # (comment)");
        }
    }

    void ReadGroup(ReadOnlySpan<byte> count, ReadOnlySpan<byte> attributes)
    {
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int neurons) || neurons > NetworkBuilder.MaxNeurons)
        {
            throw Error(Text(count), $"the number of neurons is expected, at most {NetworkBuilder.MaxNeurons}");
        }

        var settings = new NeuronSettings { Line = Line };
        Apply(settings, attributes);
        var group = new NeuronSettings[neurons];
        group.AsSpan().Fill(settings);
        _builder.AddGroup(_builder.Groups.Count.ToString(CultureInfo.InvariantCulture), group, Line);
    }

    void ReadEdge(ReadOnlySpan<byte> ends, ReadOnlySpan<byte> attributes)
    {
        int arrow = ends.IndexOf("->"u8);
        if (arrow < 0)
        {
            throw Error(Text(ends), "an edge is written 0.1->1.0");
        }

        double weight = 0;
        int delay = 0;
        while (NextAttribute(ref attributes, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            if (!PlainNumber.TryReal(value, out double number))
            {
                throw Error(Text(name), $"'{Text(value)}' is not a number");
            }

            if (name.SequenceEqual("weight"u8) || name.SequenceEqual("w"u8))
            {
                weight = number;
            }
            else if ((name.SequenceEqual("delay"u8) || name.SequenceEqual("d"u8)) && number is >= 0 and <= EdgeReader.MaxDelay && number == Math.Floor(number))
            {
                delay = (int)number;
            }
            else
            {
                throw Error(Text(name), $"an edge takes weight (or w) and delay (or d), the latter from 0 to {EdgeReader.MaxDelay}");
            }
        }

        _builder.AddEdge(Neuron(_sources, ends[..arrow]), Neuron(_targets, ends[(arrow + 2)..]), weight, delay, Line);
    }

    void ReadMapping(ReadOnlySpan<byte> place, ReadOnlySpan<byte> rest)
    {
        int at = place.IndexOf((byte)'@');
        if (at < 0 || !Word(ref rest).IsEmpty)
        {
            throw Error(Text(place), "a mapping is written 0.1@5.2: neuron, tile and core");
        }

        (int tile, int core) = _builder.CoreAddress(Text(place[(at + 1)..]), Line);
        _builder.Map(Neuron(_sources, place[..at]), tile, core, Line);
    }

    void Apply(NeuronSettings settings, ReadOnlySpan<byte> attributes)
    {
        while (NextAttribute(ref attributes, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
        {
            if (NeuronAttributes.Set(settings, Text(name), ValueOf(Text(value))) is string problem)
            {
                throw Error(Text(name), problem);
            }
        }
    }

    /// <summary>A text, or a list in brackets.</summary>
    YamlNode ValueOf(string text) => text.StartsWith('[') && text.EndsWith(']')
        ? new YamlSequence(Line, [.. text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => new YamlScalar(Line, item, Plain: true))])
        : new YamlScalar(Line, text, Plain: true);

    bool NextAttribute(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        ReadOnlySpan<byte> word = Word(ref line);
        if (word.IsEmpty)
        {
            return false;
        }

        int equals = word.IndexOf((byte)'=');
        if (equals <= 0)
        {
            throw Error(Text(word), "an attribute is written name=value, without spaces");
        }

        name = word[..equals];
        value = word[(equals + 1)..];
        return true;
    }

    int Neuron(AddressReader addresses, ReadOnlySpan<byte> address)
    {
        int dot = address.IndexOf((byte)'.');
        return dot > 0
            ? addresses.Read(address[..dot], address[(dot + 1)..], Line)
            : throw Error(Text(address), "the address of a neuron is expected, such as 0.3: group and neuron");
    }

    static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t\r"u8);
        int end = line.IndexOfAny(" \t\r"u8);
        ReadOnlySpan<byte> word = end < 0 ? line : line[..end];
        line = line[word.Length..];
        return word;
    }

    static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    ChipException Error(string field, string problem) => _builder.Error(Line, field, problem);
}
