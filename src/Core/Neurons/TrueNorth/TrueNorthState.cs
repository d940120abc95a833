namespace Neuromorphic.Core.Neurons.TrueNorth;

/// <summary>
/// Addresses of what a TrueNorth neuron keeps. Every neuron of a core has its own modes, so each mode is stored as what
/// it makes of the potential: a mask of what is kept, a constant that is added, a mask of whether the threshold counts.
/// </summary>
/// <param name="first">The arrays one after the other.</param>
/// <param name="stride">Elements from one array to the next.</param>
public readonly unsafe struct TrueNorthState(int* first, int stride)
{
    internal enum Part
    {
        Input,
        Potential,
        Leak,
        ReversalMask,
        StochasticLeakMask,
        LeakDraw,
        PositiveThreshold,
        NegativeThreshold,
        ThresholdMask,
        ThresholdDraw,
        NegativeDrawMask,
        PositiveKeepMask,
        PositiveConstant,
        PositiveLinearMask,
        NegativeKeepMask,
        NegativeConstant,
        NegativeLinearMask,
        Count,
    }

    internal int* this[Part part] => first + ((int)part * stride);
}
