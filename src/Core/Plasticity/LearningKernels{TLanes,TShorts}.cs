using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Plasticity;

/// <summary>The kernels of learning of one width: what is written once over the lanes, made callable.</summary>
sealed unsafe class LearningKernels<TLanes, TShorts> : LearningKernels
    where TLanes : unmanaged, ILanes<TLanes>
    where TShorts : unmanaged, IShortLanes<TShorts>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdateRow(in RowPlan plan) => LearningRows<TLanes, TShorts>.UpdateRow(plan);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void UpdatePairRow(in PairRow row) => LearningRows<TLanes, TShorts>.UpdatePairRow(row);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddResults(in RowPlan plan, int* weights, int* delays, int* tags) =>
        LearningRows<TLanes, TShorts>.AddResults(plan, weights, delays, tags);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddResults(in PairRow row, int* sums) => LearningRows<TLanes, TShorts>.AddResults(row, sums);
}
