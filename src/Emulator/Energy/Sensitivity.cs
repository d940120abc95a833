using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Energy;

/// <summary>What halving and doubling constants does to spiking ÷ conventional.</summary>
/// <param name="Constants">Each constant alone.</param>
/// <param name="Low">The smallest ratio with any constants halved or doubled at once.</param>
/// <param name="High">The largest.</param>
public sealed record Sensitivity(IReadOnlyList<ConstantSensitivity> Constants, double Low, double High)
{
    /// <summary>More constants than this would need too many combinations; the least influential stay as they are.</summary>
    const int MostCombined = 10;

    /// <summary>Whether the same side wins with any constants halved or doubled.</summary>
    public bool Robust => Low > 1 || High < 1;

    /// <summary>Measures a ratio.</summary>
    /// <param name="convention">Whose constants.</param>
    /// <param name="ratio">The ratio for factors of the constants.</param>
    internal static Sensitivity? Of(EnergyConvention convention, Func<IReadOnlyDictionary<string, double>, double> ratio) =>
        Of(convention.Constants, ratio);

    /// <summary>Measures a ratio.</summary>
    /// <remarks>
    /// Energies are sums of products of constants, so the ratio moves one way with each constant alone; over a box of
    /// constants its extremes lie at corners, and all corners are looked at.
    /// </remarks>
    internal static Sensitivity? Of(
        IEnumerable<KeyValuePair<string, Quantity>> constants, Func<IReadOnlyDictionary<string, double>, double> ratio)
    {
        if (!double.IsFinite(ratio(new Dictionary<string, double>())))
        {
            return null;
        }

        ConstantSensitivity[] alone =
        [
            .. constants.Where(constant => constant.Value.IsKnown && constant.Value.Si > 0).Select(constant => new ConstantSensitivity(
                constant.Key,
                constant.Value,
                ratio(new Dictionary<string, double> { [constant.Key] = 0.5 }),
                ratio(new Dictionary<string, double> { [constant.Key] = 2 })))
            .Where(constant => double.IsFinite(constant.Halved) && double.IsFinite(constant.Doubled) && constant.Halved != constant.Doubled),
        ];
        string[] combined =
        [
            .. alone.OrderByDescending(constant => Math.Abs(Math.Log(constant.Doubled / constant.Halved))).Take(MostCombined).Select(constant => constant.Name),
        ];
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (uint corner = 0; corner < 1u << combined.Length; corner++)
        {
            var factors = new Dictionary<string, double>();
            for (int i = 0; i < combined.Length; i++)
            {
                factors[combined[i]] = (corner >> i & 1) == 0 ? 0.5 : 2;
            }

            double value = ratio(factors);
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return new Sensitivity(alone, low, high);
    }
}

/// <summary>What one constant does to spiking ÷ conventional.</summary>
/// <param name="Name">The constant.</param>
/// <param name="Value">Its value, with unit, source and evidence.</param>
/// <param name="Halved">The ratio with the constant halved.</param>
/// <param name="Doubled">The ratio with the constant doubled.</param>
public sealed record ConstantSensitivity(string Name, Quantity Value, double Halved, double Doubled);
