using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.TrueNorth.TrueNorthState.Part;

namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>The neurons of a TrueNorth core: owns the state, advances it tick by tick. Nothing is allocated while it runs.</summary>
public sealed unsafe class TrueNorthNeurons : IDisposable
{
    const int Yes = -1;

    readonly StateArrays _arrays;
    readonly TrueNorthNeuron _model;
    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _unused;

    /// <summary>Neurons at their initial potentials.</summary>
    /// <param name="rules">The flavour.</param>
    /// <param name="neurons">One entry per neuron, at least one.</param>
    public TrueNorthNeurons(TrueNorthRules rules, IReadOnlyList<TrueNorthParameters> neurons)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(neurons);
        _model = new TrueNorthNeuron(rules);
        _arrays = new StateArrays(neurons.Count, (int)Part.Count);
        _spikes = new AlignedBuffer<ulong>(_arrays.Words);
        _unused = new AlignedBuffer<ulong>(_arrays.Words);
        for (int i = 0; i < neurons.Count; i++)
        {
            Set(i, neurons[i]);
        }
    }

    /// <summary>Neurons.</summary>
    public int Count => _arrays.Count;

    /// <summary>Summed input of the next tick; the tick clears it.</summary>
    public Span<int> Input => _arrays[(int)Part.Input];

    /// <summary>Address of <see cref="Input"/>, padded to whole words of 64 neurons.</summary>
    public int* InputAddress => _arrays.Address((int)Part.Input);

    /// <summary>Potentials V, after the reset.</summary>
    public Span<int> Potential => _arrays[(int)Part.Potential];

    /// <summary>Draws ρ for stochastic leaks of the next tick, 0 to 255.</summary>
    public Span<int> LeakDraws => _arrays[(int)Part.LeakDraw];

    /// <summary>Draws for stochastic thresholds of the next tick; the neuron's mask is applied to them.</summary>
    public Span<int> ThresholdDraws => _arrays[(int)Part.ThresholdDraw];

    /// <summary>Who fired in the last tick.</summary>
    public ReadOnlySpan<ulong> Spikes => _spikes.Span;

    /// <summary>One tick.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public void Step(KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        TrueNorthState state = new(_arrays.Address(0), _arrays.Words * SpikeMask.BitsPerWord);
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

    void Set(int i, in TrueNorthParameters neuron)
    {
        bool absolute = neuron.ResetMode == TrueNorthReset.Absolute;
        bool linear = neuron.ResetMode == TrueNorthReset.Linear;
        bool saturates = neuron.NegativeSaturation;
        Put(Part.Potential, i, neuron.InitialPotential);
        Put(Part.Leak, i, neuron.Leak);
        Put(Part.ReversalMask, i, neuron.LeakReversal ? Yes : 0);
        Put(Part.StochasticLeakMask, i, neuron.StochasticLeak ? Yes : 0);
        Put(Part.PositiveThreshold, i, neuron.PositiveThreshold);
        Put(Part.NegativeThreshold, i, neuron.NegativeThreshold);
        Put(Part.ThresholdMask, i, neuron.ThresholdMask);
        Put(Part.NegativeDrawMask, i, saturates ? 0 : Yes);
        Put(Part.PositiveKeepMask, i, absolute ? 0 : Yes);
        Put(Part.PositiveConstant, i, absolute ? neuron.Reset : 0);
        Put(Part.PositiveLinearMask, i, linear ? Yes : 0);
        Put(Part.NegativeKeepMask, i, saturates || absolute ? 0 : Yes);
        Put(Part.NegativeConstant, i, unchecked(saturates ? -neuron.NegativeThreshold : absolute ? -neuron.Reset : 0));
        Put(Part.NegativeLinearMask, i, linear && !saturates ? Yes : 0);
    }

    void Put(Part part, int i, int value) => _arrays[(int)part][i] = value;
}
