using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons.Conversion;

/// <summary>
/// Looks levels up: the one definition that neurons of every width and the quantised twin share. Per neuron an interval
/// [origin, top] is cut into cells of 2^shift integers; with k the cell of z, clipped to the interval, the level is
/// levels[k + 1] where z ≥ split[k], else levels[k].
/// </summary>
/// <remarks>
/// z is clipped before it is shifted, so nothing overflows for any 32-bit z. The comparison uses z itself: in the last cell
/// everything from the split upwards is one level, in the first everything below it.
/// </remarks>
public readonly unsafe struct LevelLookup
{
    /// <summary>Per neuron the first integer of the first cell.</summary>
    public int* Origin { get; init; }

    /// <summary>Per neuron the last integer of the last cell; top − origin fits 31 bits.</summary>
    public int* Top { get; init; }

    /// <summary>Per neuron the binary logarithm of the width of a cell.</summary>
    public int* Shift { get; init; }

    /// <summary>Per neuron where its cells start in <see cref="Splits"/> and <see cref="Levels"/>.</summary>
    public int* Start { get; init; }

    /// <summary>Per cell where the level changes.</summary>
    public int* Splits { get; init; }

    /// <summary>Per cell the level at its left end; one more follows the last cell.</summary>
    public int* Levels { get; init; }

    /// <summary>The levels of the neurons from an index on.</summary>
    /// <param name="index">First neuron; a multiple of the lanes' count.</param>
    /// <param name="z">What each has received.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Of<TLanes>(nint index, TLanes z)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes origin = TLanes.Load(Origin + index);
        TLanes inside = TLanes.Max(TLanes.Min(z, TLanes.Load(Top + index)), origin) - origin;
        TLanes cell = TLanes.ShiftRight(inside, TLanes.Load(Shift + index)) + TLanes.Load(Start + index);
        TLanes above = TLanes.SelectWhereAtLeast(z, TLanes.Gather(Splits, cell), TLanes.Create(1), TLanes.Create(0));
        return TLanes.Gather(Levels, cell + above);
    }
}
