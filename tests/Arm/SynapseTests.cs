using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Synapses;
using Scalar = Neuromorphic.Arm.Tests.Kernels.Entries<
    Neuromorphic.Core.Kernels.ScalarLanes, Neuromorphic.Core.Kernels.ScalarShortLanes>;

namespace Neuromorphic.Arm.Tests;

/// <summary>Whole synapse groups of random shapes under random spikes and values.</summary>
public sealed unsafe class SynapseTests
{
    const int Cases = 60;

    readonly Values _values = new(5);

    [ArmFact]
    public void Dense_synapses() => Comparison.Same(nameof(NeonEntries.Dense), &Scalar.Dense, Values.Many(Cases, () => Dense(scaled: false)));

    [ArmFact]
    public void Dense_synapses_with_values() =>
        Comparison.Same(nameof(NeonEntries.DenseScaled), &Scalar.DenseScaled, Values.Many(Cases, () => Dense(scaled: true)));

    [ArmFact]
    public void Convolution_synapses() =>
        Comparison.Same(nameof(NeonEntries.Convolution), &Scalar.Convolution, Values.Many(Cases, () => Convolution(scaled: false)));

    [ArmFact]
    public void Convolution_synapses_with_values() =>
        Comparison.Same(nameof(NeonEntries.ConvolutionScaled), &Scalar.ConvolutionScaled, Values.Many(Cases, () => Convolution(scaled: true)));

    [ArmFact]
    public void Explicit_synapses() => Comparison.Same(nameof(NeonEntries.Sparse), &Scalar.Sparse, Values.Many(Cases, () => Sparse(scaled: false)));

    [ArmFact]
    public void Explicit_synapses_with_values() =>
        Comparison.Same(nameof(NeonEntries.SparseScaled), &Scalar.SparseScaled, Values.Many(Cases, () => Sparse(scaled: true)));

    [ArmFact]
    public void Dense_synapses_with_payloads() =>
        Comparison.Same(nameof(NeonEntries.DenseGraded), &Scalar.DenseGraded, Values.Many(Cases, () => Dense(scaled: false)));

    [ArmFact]
    public void Convolution_synapses_with_payloads() =>
        Comparison.Same(nameof(NeonEntries.ConvolutionGraded), &Scalar.ConvolutionGraded, Values.Many(Cases, () => Convolution(scaled: false)));

    [ArmFact]
    public void Explicit_synapses_with_payloads() =>
        Comparison.Same(nameof(NeonEntries.SparseGraded), &Scalar.SparseGraded, Values.Many(Cases, () => Sparse(scaled: false)));

    EmulatedMemory Dense(bool scaled)
    {
        var memory = new EmulatedMemory();
        SynapseArguments<DenseWalk>* a = memory.New<SynapseArguments<DenseWalk>>(1);
        int sources = _values.OneOf(1, 3, 64, 65, 300);
        int rows = Math.Min(sources, 20);
        int targets = _values.OneOf(1, 5, 63, 64, 65, 130, 200);
        int stride = (targets + 63) / 64 * 64;
        sbyte[] weights = new sbyte[rows * stride];
        for (int i = 0; i < rows * targets; i++)
        {
            weights[(i / targets * stride) + (i % targets)] = _values.Byte();
        }

        a->Walk = new DenseWalk
        {
            Weights = memory.New<sbyte>(weights),
            Stride = stride,
            Length = targets,
            RowOfSource = memory.New<int>(Values.Many(sources, () => _values.Between(-1, rows - 1))),
        };
        return Rest(memory, a, sources, targets, scaled);
    }

    EmulatedMemory Convolution(bool scaled)
    {
        int groups = _values.Between(1, 3);
        int inGroup = _values.Between(1, 3);
        int outGroup = _values.OneOf(1, 4, 8, 17);
        var source = new Shape(_values.Between(2, 7), _values.Between(2, 7), groups * inGroup);
        int kernel = _values.Between(1, 3);
        int stride = _values.Between(1, 2);
        SlidingWindow Window(int input) =>
            kernel > input + 2 ? SlidingWindow.Identity(input) : new(input, ((input + 2 - kernel) / stride) + 1, kernel, stride, 1, 1);
        SlidingWindow rows = Window(source.Height), columns = Window(source.Width);
        int weights = groups * outGroup * inGroup * rows.Kernel * columns.Kernel;
        using var synapses = new ConvolutionSynapses(source, groups * outGroup, rows, columns, groups, _values.Bytes(weights));
        var memory = new EmulatedMemory();
        SynapseArguments<ConvolutionWalk>* a = memory.New<SynapseArguments<ConvolutionWalk>>(1);
        ConvolutionWalk walk = synapses.Walk;
        walk.Weights = memory.New<sbyte>(new ReadOnlySpan<sbyte>(walk.Weights, weights));
        walk.RowTaps = memory.New<TapRun>(new ReadOnlySpan<TapRun>(walk.RowTaps, walk.RowStart[source.Height]));
        walk.RowStart = memory.New<int>(new ReadOnlySpan<int>(walk.RowStart, source.Height + 1));
        walk.ColumnTaps = memory.New<TapRun>(new ReadOnlySpan<TapRun>(walk.ColumnTaps, walk.ColumnStart[source.Width]));
        walk.ColumnStart = memory.New<int>(new ReadOnlySpan<int>(walk.ColumnStart, source.Width + 1));
        a->Walk = walk;
        return Rest(memory, a, source.Count, synapses.Target.Count, scaled);
    }

    EmulatedMemory Sparse(bool scaled)
    {
        var memory = new EmulatedMemory();
        SynapseArguments<SparseWalk>* a = memory.New<SynapseArguments<SparseWalk>>(1);
        int sources = _values.Between(1, 130);
        int targets = _values.Between(1, 200);
        int[] start = new int[sources + 1];
        for (int i = 0; i < sources; i++)
        {
            start[i + 1] = start[i] + _values.Between(0, 20);
        }

        a->Walk = new SparseWalk(
            memory.New<int>(start),
            memory.New<int>(Values.Many(start[^1], () => _values.Between(0, targets - 1))),
            memory.New<sbyte>(_values.Bytes(start[^1])));
        return Rest(memory, a, sources, targets, scaled);
    }

    EmulatedMemory Rest<TWalk>(EmulatedMemory memory, SynapseArguments<TWalk>* a, int sources, int targets, bool scaled)
        where TWalk : unmanaged
    {
        int sparsity = _values.OneOf(1, 2, 20);
        a->Spikes = memory.New<ulong>(_values.Mask(sources, sparsity));
        a->Values = memory.New<int>(Values.Many(sources, () => _values.Between(1, sparsity) == 1 ? _values.Int() : 0));
        a->Payload = memory.New<short>(_values.Shorts(sources));
        a->Count = scaled ? sources : Core.Memory.SpikeMask.Words(sources);
        a->Rows = (sbyte**)memory.New<nint>(RowTile.MostRows);
        a->Current = memory.New<int>(_values.Ints(Core.Memory.SpikeMask.PaddedLength(targets)));
        return memory;
    }
}
