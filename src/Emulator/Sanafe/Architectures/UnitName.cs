using System.Globalization;

namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>
/// The name of one unit, or of a range of equal ones: <c>name[0..9]</c> stands for <c>name[0]</c> to <c>name[9]</c>. Ranges are never
/// spelled out, so that a thousand equal units cost nothing.
/// </summary>
readonly record struct UnitName
{
    /// <summary>Most units in a range.</summary>
    public const int MaxUnits = 1 << 24;

    readonly string _stem;
    readonly int _first;

    UnitName(string stem, int first, int count, bool indexed)
    {
        _stem = stem;
        _first = first;
        Count = count;
        Indexed = indexed;
    }

    /// <summary>How many units there are.</summary>
    public int Count { get; }

    /// <summary>Whether the name holds an index or a range.</summary>
    public bool Indexed { get; }

    /// <summary>Reads a name as it stands in an architecture.</summary>
    /// <returns>Nothing if the brackets hold no range.</returns>
    public static UnitName? Parse(string text)
    {
        int open = text.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            return new UnitName(text, 0, 1, false);
        }

        ReadOnlySpan<char> inside = text.AsSpan(open + 1);
        if (open == 0 || inside.Length < 2 || inside[^1] != ']')
        {
            return null;
        }

        inside = inside[..^1];
        int dots = inside.IndexOf("..", StringComparison.Ordinal);
        ReadOnlySpan<char> low = dots < 0 ? inside : inside[..dots];
        ReadOnlySpan<char> high = dots < 0 ? inside : inside[(dots + 2)..];
        return Whole(low, out int first) && Whole(high, out int last) && last >= first && last - first < MaxUnits
            ? new UnitName(text[..open], first, last - first + 1, true)
            : null;
    }

    /// <summary>Whether a network means one of these units: by full name, or by the stem where any will do.</summary>
    public bool Matches(string name)
    {
        if (name == _stem)
        {
            return true;
        }

        if (!Indexed || !name.StartsWith(_stem, StringComparison.Ordinal) || name.Length < _stem.Length + 3 || name[_stem.Length] != '[' || name[^1] != ']')
        {
            return false;
        }

        return Whole(name.AsSpan(_stem.Length + 1, name.Length - _stem.Length - 2), out int index) && index >= _first && index - _first < Count;
    }

    /// <inheritdoc/>
    public override string ToString() => !Indexed
        ? _stem
        : string.Create(CultureInfo.InvariantCulture, $"{_stem}[{_first}..{_first + Count - 1}]");

    static bool Whole(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < int.MaxValue / 2;
}
