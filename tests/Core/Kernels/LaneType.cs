using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>A width of lanes whose members are tested one by one.</summary>
public abstract unsafe class LaneType
{
    public abstract int Count { get; }

    public abstract void AddRows(int* accumulator, sbyte** rows, int count, int length);

    /// <summary>sign(value) · ⌊|value| · keep / 4096⌋ of each element.</summary>
    public abstract void DecayTowardZero(int* values, int keep);

    /// <summary>A magnitude with the sign of the second operand, of each element.</summary>
    public abstract void WithSignOf(int* magnitudes, int* signs);

    /// <summary>Masks of four vectors.</summary>
    public abstract ulong MasksNonZero(int* values);

    /// <summary>Adds the rows of spiking sources, then the rows of all sources times their values.</summary>
    internal abstract void Dense(DenseWalk synapses, ulong* spikes, int* values, int sources, sbyte** rows, int* current);

    /// <summary>The same for shared kernels.</summary>
    internal abstract void Convolution(in ConvolutionWalk synapses, ulong* spikes, int* values, int sources, sbyte** rows, int* current);

    public static LaneType Of<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => new LaneType<TLanes>();
}

sealed unsafe class LaneType<TLanes> : LaneType
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Count => TLanes.Count;

    public override void AddRows(int* accumulator, sbyte** rows, int count, int length) =>
        TLanes.AddRows(accumulator, rows, count, 0, length);

    public override void DecayTowardZero(int* values, int keep) =>
        TLanes.DecayTowardZero(TLanes.Load(values), keep).Store(values);

    public override void WithSignOf(int* magnitudes, int* signs) =>
        TLanes.WithSignOf(TLanes.Load(magnitudes), TLanes.Load(signs)).Store(magnitudes);

    public override ulong MasksNonZero(int* values) => TLanes.MasksNonZero(
        TLanes.Load(values),
        TLanes.Load(values + TLanes.Count),
        TLanes.Load(values + (2 * TLanes.Count)),
        TLanes.Load(values + (3 * TLanes.Count)));

    internal override void Dense(DenseWalk synapses, ulong* spikes, int* values, int sources, sbyte** rows, int* current)
    {
        DenseKernels<TLanes>.Accumulate(synapses, spikes, SpikeMask.Words(sources), rows, current);
        DenseKernels<TLanes>.AccumulateScaled(synapses, values, sources, current);
    }

    internal override void Convolution(in ConvolutionWalk synapses, ulong* spikes, int* values, int sources, sbyte** rows, int* current)
    {
        ConvolutionKernels<TLanes>.Accumulate(synapses, spikes, SpikeMask.Words(sources), rows, current);
        ConvolutionKernels<TLanes>.AccumulateScaled(synapses, values, sources, current);
    }

    public override string ToString() => typeof(TLanes).Name;
}
