using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// Thresholds, biases and start values of a population, in aligned arrays padded to whole words of 64 neurons. The
/// padding has the threshold <see cref="int.MaxValue"/> and no current, so it never fires.
/// </summary>
public sealed class NeuronParameters : IDisposable
{
    /// <summary>The threshold of a neuron that never fires.</summary>
    public const int NeverFires = int.MaxValue;

    readonly AlignedBuffer<int> _threshold;
    readonly AlignedBuffer<int> _bias;
    readonly AlignedBuffer<int> _initialPotential;

    /// <summary>Copies the parameters, all of one length.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a threshold is not positive.</exception>
    public NeuronParameters(ReadOnlySpan<int> threshold, ReadOnlySpan<int> bias, ReadOnlySpan<int> initialPotential)
    {
        if (bias.Length != threshold.Length || initialPotential.Length != threshold.Length)
        {
            throw new ArgumentException("thresholds, biases and start values differ in number", nameof(bias));
        }

        foreach (int theta in threshold)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(theta, nameof(threshold));
        }

        Count = threshold.Length;
        int padded = SpikeMask.PaddedLength(Count);
        _threshold = new AlignedBuffer<int>(threshold, padded);
        _threshold.Span[Count..].Fill(NeverFires);
        _bias = new AlignedBuffer<int>(bias, padded);
        _initialPotential = new AlignedBuffer<int>(initialPotential, padded);
    }

    /// <summary>Biases and start values of units that have no threshold.</summary>
    /// <exception cref="ArgumentException">The lengths are not the count.</exception>
    public static NeuronParameters WithoutThreshold(int count, ReadOnlySpan<int> bias, ReadOnlySpan<int> initialPotential)
    {
        int[] never = new int[count];
        never.AsSpan().Fill(NeverFires);
        return new NeuronParameters(never, bias, initialPotential);
    }

    /// <summary>Number of neurons.</summary>
    public int Count { get; }

    /// <summary>Thresholds Θ, positive; <see cref="NeverFires"/> for a pruned neuron.</summary>
    public ReadOnlySpan<int> Threshold => _threshold.Span[..Count];

    /// <summary>Bias currents, added in every timestep.</summary>
    public ReadOnlySpan<int> Bias => _bias.Span[..Count];

    /// <summary>Membrane potentials at the start of a sample.</summary>
    public ReadOnlySpan<int> InitialPotential => _initialPotential.Span[..Count];

    internal unsafe int* ThresholdAddress => _threshold.Address;

    internal ReadOnlySpan<int> PaddedBias => _bias.Span;

    internal ReadOnlySpan<int> PaddedInitialPotential => _initialPotential.Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        _threshold.Dispose();
        _bias.Dispose();
        _initialPotential.Dispose();
    }
}
