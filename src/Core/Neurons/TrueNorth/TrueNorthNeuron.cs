using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Part = Neuromorphic.Core.Neurons.TrueNorth.TrueNorthState.Part;

namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>
/// The TrueNorth neuron in the flavour of some <see cref="TrueNorthRules"/>:
/// V ← V + input; V ← V + Ω·λ; V ≥ α + η: spike and positive reset; else V &lt; −(β + η): negative reset, no spike.
/// </summary>
/// <remarks>
/// 32 bits suffice: 256 axons of 9-bit weights sum to less than 2¹⁷, thresholds have 18 bits, the potential 20 (30 in
/// PAICORE), so no sum reaches 2³¹.
/// </remarks>
public readonly unsafe struct TrueNorthNeuron(TrueNorthRules rules) : IMultiStateModel<TrueNorthState>
{
    readonly RegisterRule _charged = rules.Charged;
    readonly RegisterRule _leaked = rules.Leaked;
    readonly bool _firesAtCeiling = rules.FiresAtCeiling;
    readonly bool _leakStopsAtZero = rules.LeakStopsAtZero;
    readonly int _negativeTie = rules.NegativeAtThreshold ? 1 : 0;
    readonly bool _leakAfterCompare = rules.LeakAfterCompare;

    /// <inheritdoc/>
    public string Name => "TrueNorth";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeBits Advance<TLanes>(TrueNorthState state, int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes input = TLanes.Load(state[Part.Input] + index);
        TLanes charged = TLanes.Load(state[Part.Potential] + index) + input;
        charged = _charged.Apply(charged);
        TLanes.Create(0).Store(state[Part.Input] + index);
        TLanes leaked = Leak(charged, state, index);
        TLanes v = _leaked.Apply(leaked);
        TLanes compared = _leakAfterCompare ? charged : v;

        TLanes eta = TLanes.Load(state[Part.ThresholdDraw] + index) & TLanes.Load(state[Part.ThresholdMask] + index);
        TLanes upper = TLanes.Load(state[Part.PositiveThreshold] + index) + eta;
        TLanes depth = TLanes.Load(state[Part.NegativeThreshold] + index)
            + (eta & TLanes.Load(state[Part.NegativeDrawMask] + index));
        TLanes lower = TLanes.Create(_negativeTie) - depth;

        TLanes positive = (v & TLanes.Load(state[Part.PositiveKeepMask] + index))
            + TLanes.Load(state[Part.PositiveConstant] + index)
            - (upper & TLanes.Load(state[Part.PositiveLinearMask] + index));
        TLanes negative = (v & TLanes.Load(state[Part.NegativeKeepMask] + index))
            + TLanes.Load(state[Part.NegativeConstant] + index)
            + (depth & TLanes.Load(state[Part.NegativeLinearMask] + index));
        TLanes after = TLanes.SelectWhereGreater(lower, compared, negative, v);
        after = TLanes.SelectWhereAtLeast(compared, upper, positive, after);
        ulong fired = TLanes.MaskAtLeast(compared, upper);
        if (_firesAtCeiling)
        {
            TLanes ceiling = TLanes.Create(_leaked.Upper);
            after = TLanes.SelectWhereGreater(leaked, ceiling, ceiling, after);
            fired |= TLanes.MaskGreater(leaked, ceiling);
        }

        after.Store(state[Part.Potential] + index);
        return new SpikeBits(fired, TLanes.MaskNonZero(input | (leaked ^ charged)));
    }

    /// <summary>V + Ω·λ, where Ω is the sign of V under reversal, and λ is drawn where the leak is stochastic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TLanes Leak<TLanes>(TLanes v, TrueNorthState state, int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = TLanes.Create(0);
        TLanes lambda = TLanes.Load(state[Part.Leak] + index);
        TLanes magnitude = TLanes.Max(lambda, zero - lambda);
        TLanes drawn = TLanes.SelectWhereAtLeast(magnitude, TLanes.Load(state[Part.LeakDraw] + index), Sign(lambda), zero);
        lambda = Choose(TLanes.Load(state[Part.StochasticLeakMask] + index), drawn, lambda);
        TLanes reversal = TLanes.Load(state[Part.ReversalMask] + index);
        TLanes leaked = v + Choose(reversal, lambda * Sign(v), lambda);
        if (!_leakStopsAtZero)
        {
            return leaked;
        }

        TLanes crossed = ((v ^ leaked) >> 31) & reversal;
        return leaked & (crossed ^ TLanes.Create(-1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Sign<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Max(TLanes.Min(x, TLanes.Create(1)), TLanes.Create(-1));

    /// <summary>Where the mask is −1 the first, where it is 0 the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Choose<TLanes>(TLanes mask, TLanes first, TLanes second)
        where TLanes : unmanaged, ILanes<TLanes> => second ^ ((first ^ second) & mask);
}
