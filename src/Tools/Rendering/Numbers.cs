using System.Globalization;

namespace Neuromorphic.Tools.Rendering;

/// <summary>Numbers as people read them: three significant digits, SI prefixes, the same in every culture.</summary>
static class Numbers
{
    /// <summary>What stands for a number that is not known.</summary>
    public const string Unknown = "–";

    static readonly string[] Prefixes = ["a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P"];

    const int Unprefixed = 6;

    /// <summary>A quantity with its unit: "12.3 nJ".</summary>
    public static string Si(double? value, string unit)
    {
        if (value is not double number || !double.IsFinite(number))
        {
            return Unknown;
        }

        if (number == 0)
        {
            return $"0 {unit}".TrimEnd();
        }

        int index = Unprefixed + (int)Math.Floor(Math.Log10(Math.Abs(number)) / 3);
        if (index < 0 || index >= Prefixes.Length)
        {
            return $"{number.ToString("0.00e+0", CultureInfo.InvariantCulture)} {unit}".TrimEnd();
        }

        double scaled = Round(number / Math.Pow(1000, index - Unprefixed));
        if (Math.Abs(scaled) >= 1000 && index + 1 < Prefixes.Length)
        {
            scaled /= 1000;
            index++;
        }

        return $"{Digits(scaled)} {Prefixes[index]}{unit}".TrimEnd();
    }

    /// <summary>A count, possibly a mean: "1234", "0.25", "12.3 k".</summary>
    public static string Count(double? value) => value switch
    {
        double number when double.IsFinite(number) && Math.Abs(number) < 9999.5 && (number == Math.Floor(number) || Math.Abs(number) >= 999.5) => number.ToString("0", CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) && Math.Abs(number) < 1000 => Plain(number),
        _ => Si(value, ""),
    };

    /// <summary>A pure number with three significant digits and no prefix: "0.0123", "46.2", "1310".</summary>
    public static string Plain(double? value)
    {
        if (value is not double number || !double.IsFinite(number))
        {
            return Unknown;
        }

        return Math.Abs(number) is not 0 and (< 1e-4 or >= 1e6)
            ? number.ToString("0.00e+0", CultureInfo.InvariantCulture)
            : Digits(Round(number));
    }

    /// <summary>A fraction as a percentage: "97.1 %".</summary>
    public static string Percent(double? fraction)
    {
        if (fraction is not double number || !double.IsFinite(number))
        {
            return Unknown;
        }

        double percent = 100 * number;
        if (percent is > 0 and < 0.05)
        {
            return "<0.1 %";
        }

        string format = percent is >= 99.95 and < 100 ? "0.00" : "0.0";
        return percent.ToString(format, CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A fraction as a percentage with its sign: "+4.2 %".</summary>
    public static string Signed(double? fraction) => fraction is > 0 and var more && double.IsFinite(more) ? "+" + Percent(more) : Percent(fraction);

    /// <summary>A whole number as it is, with thin grouping from five digits on: "1234", "1 234 567".</summary>
    public static string Whole(long value) => Math.Abs(value) < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : value.ToString("#,0", GroupedBySpaces);

    static readonly NumberFormatInfo GroupedBySpaces = new() { NumberGroupSeparator = "\u202f" };

    static double Round(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        int decimals = 2 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals is >= 0 and <= 15 ? Math.Round(value, decimals) : Math.Round(value / Math.Pow(10, -decimals)) * Math.Pow(10, -decimals);
    }

    static string Digits(double rounded)
    {
        int decimals = rounded == 0 ? 0 : Math.Max(0, 2 - (int)Math.Floor(Math.Log10(Math.Abs(rounded))));
        return rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
