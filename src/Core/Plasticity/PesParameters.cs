namespace Neuromorphic.Core.Plasticity;

/// <summary>Parameters of <see cref="PesLearning"/>, in nengo-loihi's discretised form.</summary>
public sealed record PesParameters
{
    /// <summary>Timesteps between updates of the traces, at least 1.</summary>
    public int TrainingEpoch { get; init; } = 2;

    /// <summary>Timesteps between updates of the weights, at least 1.</summary>
    public int LearningEpoch { get; init; } = 4;

    /// <summary>Time constant of the traces in timesteps, above 0.</summary>
    public double TraceTau { get; init; } = 10;

    /// <summary>What a spike adds to a trace: an integer and a fraction of 7 bits, 0 to 127.</summary>
    public double TraceMagnitude { get; init; }

    /// <summary>Mantissa of the learning rate, 0 to 7.</summary>
    public int RateMantissa { get; init; }

    /// <summary>Exponent of the learning rate, −16 to 7.</summary>
    public int RateExponent { get; init; }

    /// <summary>Power of two that all weights share, −6 to 7.</summary>
    public int WeightExponent { get; init; }

    /// <summary>Low bits of an 8-bit weight that the format does not have, sign included, 0 to 8 (nengo-loihi's shift_bits).</summary>
    public int DroppedBits { get; init; }

    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    internal void Check()
    {
        if (TrainingEpoch < 1 || LearningEpoch < 1)
        {
            throw new ArgumentException("an epoch is at least one timestep");
        }

        if (!(TraceTau > 0) || TraceMagnitude is not (>= 0 and <= 127))
        {
            throw new ArgumentException("a trace has a time constant above 0 and a magnitude of 0 to 127");
        }

        if (RateMantissa is < 0 or > 7 || RateExponent is < -16 or > 7)
        {
            throw new ArgumentException("a learning rate has a mantissa of 0 to 7 and an exponent of −16 to 7");
        }

        if (WeightExponent is < -6 or > 7 || DroppedBits is < 0 or > 8)
        {
            throw new ArgumentException("weights have an exponent of −6 to 7 and drop 0 to 8 bits");
        }
    }
}
