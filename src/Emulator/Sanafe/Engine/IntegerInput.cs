using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// Synapses whose weights are small multiples of a power of two: four bytes each, and integer sums. In double precision sums of such weights
/// are exact too, so the results are the same.
/// </summary>
/// <remarks>
/// A sum holds multiples in its upper bits and in its lower ones the number of synapses that took part: a sum of zero is input, and no
/// synapse at all is none. A neuron fires at most once per timestep, so the synapses of a slot bound both.
/// </remarks>
sealed class IntegerInput : SynapticInput
{
    const int MostShift = 20;

    readonly int[] _rows;
    readonly int[] _firstSlots;
    readonly Synapse[] _synapses;
    readonly int[] _sums;
    readonly double[] _block;
    readonly int _countBits;
    readonly double _quantum;

    IntegerInput(Synapses synapses, int[] firstSlots, int[] coreOf, int countBits, int shift)
    {
        _rows = synapses.Rows.ToArray();

        // Few slots are named by their number, so that a row is one loop; many by their place in their core.
        _firstSlots = coreOf.Length <= ushort.MaxValue + 1 ? [] : firstSlots;
        _countBits = countBits;
        _quantum = 1.0 / (1 << shift);
        _sums = new int[coreOf.Length];
        _block = new double[LargestCore(firstSlots)];
        _synapses = new Synapse[_rows[^1]];
        for (int i = 0; i < _synapses.Length; i++)
        {
            int target = synapses.Target(i);
            _synapses[i] = new Synapse((ushort)(target - (_firstSlots.Length == 0 ? 0 : firstSlots[coreOf[target]])), (short)(synapses.Weight(i) * (1 << shift)));
        }
    }

    /// <inheritdoc/>
    public override long Bytes => 4L * _rows.Length + 4L * _synapses.Length;

    /// <summary>The same synapses as integers.</summary>
    /// <param name="synapses">Synapses by source slot, then core.</param>
    /// <param name="firstSlots">First slot of each used core, and the end.</param>
    /// <param name="coreOf">The used core of each slot; of slots that only fill up, any.</param>
    /// <returns>Null if a weight is too large or too fine, a synapse has a delay, or a core has too many neurons.</returns>
    public static IntegerInput? TryCreate(Synapses synapses, int[] firstSlots, int[] coreOf)
    {
        int all = synapses.Rows[^1];
        if (synapses.Buffers > 1 || LargestCore(firstSlots) > ushort.MaxValue + 1)
        {
            return null;
        }

        int shift = 0;
        double largest = 0;
        for (int i = 0; i < all; i++)
        {
            double weight = synapses.Weight(i);
            largest = Math.Max(largest, Math.Abs(weight));
            while (shift <= MostShift && !double.IsInteger(weight * (1 << shift)))
            {
                shift++;
            }

            if (shift > MostShift || largest * (1 << shift) > short.MaxValue)
            {
                return null;
            }
        }

        var counts = new int[coreOf.Length];
        var sums = new long[coreOf.Length];
        for (int i = 0; i < all; i++)
        {
            int target = synapses.Target(i);
            counts[target]++;
            sums[target] += (long)Math.Abs(synapses.Weight(i) * (1 << shift));
        }

        int countBits = BitOperations.Log2((uint)counts.Append(0).Max()) + 1;
        return (sums.Append(0).Max() + 1) << countBits <= int.MaxValue ? new IntegerInput(synapses, firstSlots, coreOf, countBits, shift) : null;
    }

    /// <inheritdoc/>
    public override Span<double> Take(int timestep, int firstSlot, int slots)
    {
        ref int sums = ref MemoryMarshal.GetReference(_sums.AsSpan(firstSlot, slots));
        Span<double> block = _block.AsSpan(0, slots);
        ref double values = ref MemoryMarshal.GetReference(block);
        Vector512<double> quantum = Vector512.Create(_quantum);
        Vector512<double> absent = Vector512.Create(SomaBlock.Absent);
        for (int i = 0; i < slots; i += SomaBlock.Lanes)
        {
            Vector256<int> sum = Vector256.LoadUnsafe(ref sums, (nuint)i);
            Vector256.StoreUnsafe(Vector256<int>.Zero, ref sums, (nuint)i);
            Vector512<long> none = Vector512.Equals(Widen(sum), Vector512<long>.Zero);
            Vector512<double> value = Vector512.ConvertToDouble(Widen(sum >> _countBits)) * quantum;
            Vector512.StoreUnsafe(Vector512.ConditionalSelect(none.AsDouble(), absent, value), ref values, (nuint)i);
        }

        return block;
    }

    /// <inheritdoc/>
    public override void Prefetch(int slot) => CachePrefetch.Begin<Synapse>(_synapses.AsSpan(_rows[slot].._rows[slot + 1]));

    /// <inheritdoc/>
    public override void Deliver(int slot, ReadOnlySpan<Packet> packets, int timestep)
    {
        int next = _rows[slot];
        if (_firstSlots.Length == 0)
        {
            Add(ref MemoryMarshal.GetArrayDataReference(_sums), next, _rows[slot + 1] - next);
            return;
        }

        foreach (ref readonly Packet packet in packets)
        {
            Add(ref _sums[_firstSlots[packet.Target]], next, packet.Events);
            next += packet.Events;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Add(ref int sums, int first, int count)
    {
        // The targets were checked when the rows were made.
        int countBits = _countBits;
        foreach (Synapse synapse in _synapses.AsSpan(first, count))
        {
            Unsafe.Add(ref sums, (int)synapse.Target) += (synapse.Weight << countBits) + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<long> Widen(Vector256<int> values)
    {
        (Vector256<long> lower, Vector256<long> upper) = Vector256.Widen(values);
        return Vector512.Create(lower, upper);
    }

    static int LargestCore(int[] firstSlots)
    {
        int largest = 0;
        for (int core = 0; core + 1 < firstSlots.Length; core++)
        {
            largest = Math.Max(largest, firstSlots[core + 1] - firstSlots[core]);
        }

        return largest;
    }

    /// <param name="Target">Slot, or slot within the core.</param>
    /// <param name="Weight">Multiples of the quantum.</param>
    readonly record struct Synapse(ushort Target, short Weight);
}
