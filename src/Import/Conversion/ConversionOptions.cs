namespace Neuromorphic.Import.Conversion;

/// <summary>What a conversion is made for.</summary>
/// <param name="Timesteps">Timesteps per sample, at least 1.</param>
/// <param name="WeightBits">Bits of a weight, sign included: 2 to 8.</param>
/// <param name="BiasCorrections">Rounds of bias correction per population; 0 for none.</param>
public sealed record ConversionOptions(int Timesteps, int WeightBits = 8, int BiasCorrections = 2)
{
    /// <summary>Most timesteps that make sense: more levels than a float has would change nothing.</summary>
    public const int MaxTimesteps = 65536;

    /// <summary>Largest magnitude of an integer weight.</summary>
    public int WeightLimit => (1 << (WeightBits - 1)) - 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Timesteps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Timesteps, MaxTimesteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(WeightBits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WeightBits, 8);
    }
}
