namespace Neuromorphic.Core.Plasticity;

/// <summary>What pair-based plasticity does to one row of weights.</summary>
unsafe struct PairRow
{
    public short* Weights;

    /// <summary>Per postsynaptic neuron the change by the presynaptic spike, in 1/128; null without such a spike.</summary>
    public short* PreChange;

    /// <summary>Bits of <see cref="PostChange"/> that count for a postsynaptic neuron; null where none of them fired.</summary>
    public short* PostMask;

    /// <summary>The change by a postsynaptic spike, in 1/128.</summary>
    public short PostChange;

    /// <summary>Whether the presynaptic change is added (and saturates) before the postsynaptic one.</summary>
    public bool PreFirst;

    /// <summary>Per postsynaptic neuron its seven bits of rounding, exclusive-ored with <see cref="Rounding"/>.</summary>
    public short* RoundingColumn;

    public short Rounding;
    public short Low;
    public short High;

    /// <summary>Synapses, a multiple of 64.</summary>
    public int Length;
}
