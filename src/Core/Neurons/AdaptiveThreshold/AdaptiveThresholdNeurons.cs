using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.AdaptiveThreshold.AdaptiveThresholdState.Part;

namespace Neuromorphic.Core.Neurons.AdaptiveThreshold;

/// <summary>A population of adaptive-threshold neurons: owns the state, advances it step by step.</summary>
public sealed unsafe class AdaptiveThresholdNeurons : IDisposable
{
    readonly StateArrays _arrays;
    readonly AdaptiveThresholdNeuron _model;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _unused;

    /// <summary>A population at rest: i = v = r = 0, θ = θ₀.</summary>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public AdaptiveThresholdNeurons(int count, AdaptiveThresholdParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _model = new AdaptiveThresholdNeuron(parameters);
        _arrays = new StateArrays(count, (int)Part.Count);
        _arrays.Fill((int)Part.Threshold, [_model.Resting], padding: _model.Resting, "thresholds");
        _arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
        _spikes = new AlignedBuffer<ulong>(_arrays.Words);
        _unused = new AlignedBuffer<ulong>(_arrays.Words);
    }

    /// <summary>Neurons.</summary>
    public int Count => _arrays.Count;

    /// <summary>Input of the next step, before its shift by 6 bits; the step clears it.</summary>
    public Span<int> Input => _arrays[(int)Part.Input];

    /// <summary>Address of <see cref="Input"/>, padded to whole words of 64 neurons.</summary>
    public int* InputAddress => _arrays.Address((int)Part.Input);

    /// <summary>Currents i.</summary>
    public Span<int> Current => _arrays[(int)Part.Current];

    /// <summary>Potentials v.</summary>
    public Span<int> Potential => _arrays[(int)Part.Potential];

    /// <summary>Thresholds θ.</summary>
    public Span<int> Threshold => _arrays[(int)Part.Threshold];

    /// <summary>Refractory states r.</summary>
    public Span<int> Refractory => _arrays[(int)Part.Refractory];

    /// <summary>Who fired in the last step.</summary>
    public ReadOnlySpan<ulong> Spikes => _spikes.Span;

    /// <summary>One timestep.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public void Step(KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        AdaptiveThresholdState state = new(_arrays.Address(0), _arrays.Words * SpikeMask.BitsPerWord);
        kernels.Advance(_model, state, _arrays.Words, _spikes.Address, _unused.Address);
        SpikeMask.ClearPadding(_spikes.Span, Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arrays.Dispose();
        _spikes.Dispose();
        _unused.Dispose();
    }
}
