using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.SigmaDelta.SigmaDeltaState.Part;

namespace Neuromorphic.Core.Neurons.SigmaDelta;

/// <summary>A population of sigma-delta neurons: owns the state, advances it step by step.</summary>
public sealed unsafe class SigmaDeltaNeurons : IDisposable
{
    readonly StateArrays _arrays;
    readonly SigmaDeltaNeuron _model;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _unused;

    /// <summary>A population whose state is 0.</summary>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public SigmaDeltaNeurons(int count, SigmaDeltaParameters parameters)
    {
        _model = new SigmaDeltaNeuron(parameters);
        if (parameters.Threshold.Any(theta => theta < 0))
        {
            throw new ArgumentException("a threshold is negative", nameof(parameters));
        }

        _arrays = new StateArrays(count, (int)Part.Count);
        _arrays.Fill((int)Part.Threshold, [.. parameters.Threshold], padding: int.MaxValue, "thresholds");
        _arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
        _spikes = new AlignedBuffer<ulong>(_arrays.Words);
        _unused = new AlignedBuffer<ulong>(_arrays.Words);
    }

    /// <summary>Neurons.</summary>
    public int Count => _arrays.Count;

    /// <summary>Input of the next step; the step clears it.</summary>
    public Span<int> Input => _arrays[(int)Part.Input];

    /// <summary>Address of <see cref="Input"/>, padded to whole words of 64 neurons.</summary>
    public int* InputAddress => _arrays.Address((int)Part.Input);

    /// <summary>Decoded inputs σ.</summary>
    public ReadOnlySpan<int> Sigma => _arrays[(int)Part.Sigma];

    /// <summary>Activations a.</summary>
    public ReadOnlySpan<int> Activation => _arrays[(int)Part.Activation];

    /// <summary>What was not sent yet.</summary>
    public ReadOnlySpan<int> Residue => _arrays[(int)Part.Residue];

    /// <summary>Payloads of the last step; 0 is no spike.</summary>
    public ReadOnlySpan<int> Payload => _arrays[(int)Part.Payload];

    /// <summary>Whose payload was not 0 in the last step.</summary>
    public ReadOnlySpan<ulong> Spikes => _spikes.Span;

    /// <summary>One timestep.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public void Step(KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        SigmaDeltaState state = new(_arrays.Address(0), _arrays.Words * SpikeMask.BitsPerWord);
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
