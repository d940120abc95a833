using System.Globalization;

namespace Neuromorphic.Core.Plasticity;

/// <summary>The words and numbers of a rule's text, and complaints that name the place.</summary>
sealed class RuleScanner(string text)
{
    int _at;

    /// <summary>Index of the next character that is not white space; the text's length at its end.</summary>
    public int Place
    {
        get
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            return _at;
        }
    }

    public bool AtEnd => Place == text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Next => AtEnd ? '\0' : text[_at];

    public bool Take(char expected)
    {
        if (Next != expected || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>−1 or 1 for a sign, which is read; null for none.</summary>
    public int? TakeSign() => Take('-') ? -1 : Take('+') ? 1 : null;

    public bool AtNumber => char.IsAsciiDigit(Next) || Next == '.';

    /// <summary>Letters and digits that start here; one other character where there are none.</summary>
    public string Word()
    {
        int start = Place;
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : text.Substring(start, Math.Min(1, text.Length - start));
    }

    /// <summary>A number: digits, perhaps with a fraction, or a power of two such as 2^-3.</summary>
    public RuleCoefficient Number()
    {
        int start = Place;
        while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.'))
        {
            _at++;
        }

        string digits = text[start.._at];
        RuleCoefficient number = Exact(digits)
            ?? throw Complaint(start, $"'{Short(digits)}' is not m*2^e with whole m and e of a few digits; write for example 2^-2 instead of 0.3");
        if (!Take('^'))
        {
            return number;
        }

        if (number != new RuleCoefficient(2, 0))
        {
            throw Complaint(start, "only 2 takes an exponent, as in 3*2^-4");
        }

        int sign = TakeSign() ?? 1;
        int place = Place;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        return int.TryParse(text.AsSpan(place, _at - place), NumberStyles.None, CultureInfo.InvariantCulture, out int power) && power <= 32
            ? new RuleCoefficient(1, sign * power)
            : throw Complaint(place, "an exponent is a whole number, at most 32 in magnitude, as in 2^-3");
    }

    public RuleFormatException Complaint(int at, string complaint) => new(text, Math.Min(at, text.Length) + 1, complaint);

    static string Short(string digits) => digits.Length > 20 ? digits[..20] + "..." : digits;

    static RuleCoefficient? Exact(string digits)
    {
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value > 1 << 20)
        {
            return null;
        }

        int exponent = 0;
        for (; value != decimal.Truncate(value) && exponent > -24; exponent--)
        {
            value *= 2;
        }

        return value == decimal.Truncate(value) && value <= 1 << 24 ? new((long)value, exponent) : null;
    }
}
