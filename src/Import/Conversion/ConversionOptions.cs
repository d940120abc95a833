using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Thresholds;

namespace Neuromorphic.Import.Conversion;

/// <summary>What a conversion is made for.</summary>
/// <param name="Timesteps">Timesteps per sample, at least 1.</param>
/// <param name="WeightBits">Bits of a weight, sign included: 2 to 9. Synapses store eight; of nine, a weight beyond ±127, up to ±254, is two synapses.</param>
/// <param name="BiasCorrections">Rounds of bias correction per population, at least 0; 0 for none.</param>
public sealed record ConversionOptions(int Timesteps, int WeightBits = 8, int BiasCorrections = 2)
{
    /// <summary>Most timesteps that make sense: more levels than a float has would change nothing. Some methods have less.</summary>
    public const int MaxTimesteps = 65536;

    /// <summary>The most bits of a weight.</summary>
    public const int MostWeightBits = 9;

    /// <summary>How activations become spikes.</summary>
    public SpikingMethod Method { get; init; } = SpikingMethod.IntegrateAndFire;

    /// <summary>How thresholds are chosen.</summary>
    public ThresholdRule Threshold { get; init; } = new LeastErrorThreshold();

    /// <summary>Where potentials start; null for what suits the method.</summary>
    public StartValue? Start { get; init; }

    /// <summary>What one integer unit of a weight stands for.</summary>
    public WeightScaling Scaling { get; init; } = WeightScaling.PerChannel;

    /// <summary>Largest magnitude of an integer weight: 2^(bits−1) − 1, and of nine bits what two synapses hold, 254.</summary>
    public int WeightLimit => Math.Min((1 << (WeightBits - 1)) - 1, 2 * sbyte.MaxValue);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Timesteps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Timesteps, Method.MostTimesteps);
        ArgumentOutOfRangeException.ThrowIfLessThan(WeightBits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WeightBits, MostWeightBits);
        ArgumentOutOfRangeException.ThrowIfNegative(BiasCorrections);
    }
}
