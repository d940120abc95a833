using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.TrueNorth.TrueNorthState.Part;

namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>The neurons of a TrueNorth core: owns the state, advances it tick by tick. Nothing is allocated while it runs.</summary>
public sealed unsafe class TrueNorthNeurons : MultiStatePopulation
{
    const int Yes = -1;

    readonly TrueNorthNeuron _model;

    /// <summary>Neurons at their initial potentials.</summary>
    /// <param name="rules">The flavour.</param>
    /// <param name="neurons">One entry per neuron, at least one.</param>
    public TrueNorthNeurons(TrueNorthRules rules, IReadOnlyList<TrueNorthParameters> neurons)
        : base((neurons ?? throw new ArgumentNullException(nameof(neurons))).Count, (int)Part.Count)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _model = new TrueNorthNeuron(rules);
        for (int i = 0; i < neurons.Count; i++)
        {
            Set(i, neurons[i]);
        }
    }

    /// <summary>Potentials V, after the reset.</summary>
    public Span<int> Potential => Arrays[(int)Part.Potential];

    /// <summary>Draws ρ for stochastic leaks of the next tick, 0 to 255.</summary>
    public Span<int> LeakDraws => Arrays[(int)Part.LeakDraw];

    /// <summary>Draws for stochastic thresholds of the next tick; the neuron's mask is applied to them.</summary>
    public Span<int> ThresholdDraws => Arrays[(int)Part.ThresholdDraw];

    /// <inheritdoc/>
    public override void Step(KernelSet kernels) =>
        Advance(kernels, _model, new TrueNorthState(Arrays.Address(0), Arrays.Words * SpikeMask.BitsPerWord));

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

    void Put(Part part, int i, int value) => Arrays[(int)part][i] = value;
}
