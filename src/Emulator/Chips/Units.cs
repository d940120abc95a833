using System.Globalization;

namespace Neuromorphic.Emulator.Chips;

/// <summary>The units that files may use, and their factors to SI (bits for memory).</summary>
static class Units
{
    static readonly Dictionary<Dimension, Dictionary<string, double>> Known = new()
    {
        [Dimension.Count] = new() { ["count"] = 1, ["cores"] = 1, ["tiles"] = 1, ["neurons"] = 1, ["axons"] = 1, ["synapses"] = 1, ["timesteps"] = 1 },
        [Dimension.Data] = new() { ["bit"] = 1, ["byte"] = 8, ["KiB"] = 8 * 1024, ["MiB"] = 8 * 1024 * 1024 },
        [Dimension.Energy] = Scaled("J"),
        [Dimension.Time] = Scaled("s"),
        [Dimension.Power] = Scaled("W"),
        [Dimension.EnergyPerBit] = new() { ["nJ/bit"] = 1e-9, ["pJ/bit"] = 1e-12, ["fJ/bit"] = 1e-15 },
    };

    /// <summary>The value in SI units, rounded once; null if the unit does not belong to the dimension.</summary>
    public static double? ToSi(double value, string unit, Dimension dimension)
    {
        if (!Known[dimension].TryGetValue(unit, out double factor))
        {
            return null;
        }

        return factor < 1 ? TimesPowerOfTen(value, (int)Math.Round(Math.Log10(factor))) : value * factor;
    }

    /// <summary>
    /// Moves the decimal point in the text rather than multiplying, so that 5.3 ns is the double nearest to 5.3e-9.
    /// </summary>
    static double TimesPowerOfTen(double value, int power)
    {
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        string digits = mark < 0 ? shortest : shortest[..mark];
        int exponent = mark < 0 ? 0 : int.Parse(shortest[(mark + 1)..], CultureInfo.InvariantCulture);
        return double.Parse($"{digits}E{exponent + power}", CultureInfo.InvariantCulture);
    }

    /// <summary>The units of a dimension.</summary>
    public static IEnumerable<string> Of(Dimension dimension) => Known[dimension].Keys;

    /// <summary>The units of a dimension, for messages.</summary>
    public static string List(Dimension dimension) => string.Join(", ", Known[dimension].Keys);

    static Dictionary<string, double> Scaled(string unit) => new()
    {
        [unit] = 1,
        ["m" + unit] = 1e-3,
        ["u" + unit] = 1e-6,
        ["µ" + unit] = 1e-6,
        ["n" + unit] = 1e-9,
        ["p" + unit] = 1e-12,
        ["f" + unit] = 1e-15,
    };
}
