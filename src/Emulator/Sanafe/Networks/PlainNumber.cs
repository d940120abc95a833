using System.Globalization;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Reads decimal numbers from bytes; short ones, which are almost all of a large file, without the general algorithm.</summary>
static class PlainNumber
{
    /// <summary>Digits whose value, and power of ten, are doubles without rounding.</summary>
    const int ExactDigits = 15;

    static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a finite number.</summary>
    /// <returns>Whether the bytes are one.</returns>
    public static bool TryReal(ReadOnlySpan<byte> text, out double value) =>
        TryShort(text, out value)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    /// <summary>A sign, up to fifteen digits and a point: the quotient of two exact doubles is rounded once, as the general algorithm rounds.</summary>
    static bool TryShort(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text.Length > 0 && text[0] == '-';
        long digits = 0;
        int count = 0;
        int fraction = -1;
        value = 0;
        for (int i = negative ? 1 : 0; i < text.Length; i++)
        {
            uint digit = text[i] - (uint)'0';
            if (digit <= 9)
            {
                digits = 10 * digits + digit;
                count++;
                fraction += fraction >= 0 ? 1 : 0;
                if (count > ExactDigits)
                {
                    return false;
                }
            }
            else if (text[i] == '.' && fraction < 0)
            {
                fraction = 0;
            }
            else
            {
                return false;
            }
        }

        value = digits / Powers[Math.Max(0, fraction)];
        value = negative ? -value : value;
        return count > 0;
    }
}
