using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>A population of Loihi neurons: owns the state, advances it step by step. Nothing is allocated while it runs.</summary>
public sealed unsafe class LoihiNeurons : IDisposable
{
    readonly StateArrays _arrays;
    readonly LoihiNeuron _model;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _negativeSpikes;
    readonly LoihiParameters _parameters;

    /// <summary>A population at rest: u = v = 0.</summary>
    /// <param name="rules">The flavour.</param>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range or a list too long or short; the message names it.</exception>
    public LoihiNeurons(LoihiRules rules, int count, LoihiParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _model = new LoihiNeuron(rules, parameters);
        if (parameters.RefractoryDelay.Any(delay => delay is < 1 or > 64))
        {
            throw new ArgumentException("a refractory delay is 1 to 64 steps", nameof(parameters));
        }

        if (parameters.Threshold.Any(theta => theta < (parameters.LowerThreshold ?? int.MinValue)))
        {
            throw new ArgumentException("the lower threshold is above a threshold", nameof(parameters));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(parameters.ResetInterval, nameof(parameters));
        _parameters = parameters;
        _arrays = new StateArrays(count, (int)Part.Count);
        _arrays.Fill((int)Part.Threshold, [.. parameters.Threshold], padding: int.MaxValue, "thresholds");
        _arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
        _arrays.Fill((int)Part.RefractoryDelay, [.. parameters.RefractoryDelay], padding: 1, "refractory delays");
        _spikes = new AlignedBuffer<ulong>(_arrays.Words);
        _negativeSpikes = new AlignedBuffer<ulong>(_arrays.Words);
    }

    enum Part
    {
        Input,
        Current,
        Potential,
        Refractory,
        Noise,
        Bias,
        Threshold,
        RefractoryDelay,
        Count,
    }

    /// <summary>Neurons.</summary>
    public int Count => _arrays.Count;

    /// <summary>Steps done.</summary>
    public long Timestep { get; private set; }

    /// <summary>Input of the next step; the step clears it.</summary>
    public Span<int> Input => _arrays[(int)Part.Input];

    /// <summary>Address of <see cref="Input"/>, padded to whole words of 64 neurons.</summary>
    public int* InputAddress => _arrays.Address((int)Part.Input);

    /// <summary>Currents u.</summary>
    public Span<int> Current => _arrays[(int)Part.Current];

    /// <summary>Potentials v, after the reset of those that fired.</summary>
    public Span<int> Potential => _arrays[(int)Part.Potential];

    /// <summary>Steps for which the potential is still held at 0.</summary>
    public ReadOnlySpan<int> RefractoryCount => _arrays[(int)Part.Refractory];

    /// <summary>Draws for the noise of the next step, −127 to 127; read where the parameters have noise.</summary>
    public Span<int> Noise => _arrays[(int)Part.Noise];

    /// <summary>Who fired in the last step.</summary>
    public ReadOnlySpan<ulong> Spikes => _spikes.Span;

    /// <summary>Who fell below the lower threshold in the last step.</summary>
    public ReadOnlySpan<ulong> NegativeSpikes => _negativeSpikes.Span;

    /// <summary>One timestep.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public void Step(KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        Timestep++;
        int interval = _parameters.ResetInterval;
        if (interval > 0 && (Timestep - _parameters.ResetOffset) % interval == 0)
        {
            Current.Clear();
            Potential.Clear();
        }

        LoihiState state = new(
            Address(Part.Input),
            Address(Part.Current),
            Address(Part.Potential),
            Address(Part.Refractory),
            Address(Part.Noise),
            Address(Part.Bias),
            Address(Part.Threshold),
            Address(Part.RefractoryDelay));
        kernels.Advance(_model, state, _arrays.Words, _spikes.Address, _negativeSpikes.Address);
        SpikeMask.ClearPadding(_spikes.Span, Count);
        SpikeMask.ClearPadding(_negativeSpikes.Span, Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arrays.Dispose();
        _spikes.Dispose();
        _negativeSpikes.Dispose();
    }

    int* Address(Part part) => _arrays.Address((int)part);
}
