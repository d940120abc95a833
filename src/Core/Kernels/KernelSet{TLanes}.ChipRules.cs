using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels behind the published rules of chips.</content>
sealed unsafe partial class KernelSet<TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddRow(int* accumulator, short* row, int words) =>
        WordKernels<TLanes>.AddRow(accumulator, row, words);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaledRow(int* accumulator, short* row, int words, int factor) =>
        WordKernels<TLanes>.AddScaledRow(accumulator, row, words, factor);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MoveShifted(int* accumulator, int* source, int words, int exponent) =>
        WordKernels<TLanes>.MoveShifted(accumulator, source, words, exponent);
}
