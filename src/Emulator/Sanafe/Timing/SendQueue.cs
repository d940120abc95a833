using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>
/// The cores that have a packet to send, earliest first: a binary heap. Which of several equally early cores comes first is a rule of the
/// model, because it decides who waits for whom: the last entry fills the hole at the root by sinking to a leaf (the right child
/// only if it is strictly earlier than the left) and rising again; new entries rise while they are strictly earlier than their parent.
/// </summary>
sealed class SendQueue(int cores)
{
    readonly Entry[] _entries = new Entry[cores];
    int _count;

    /// <summary>Whether no core is left.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds a core.</summary>
    public void Push(double time, int core) => Rise(_count++, new Entry(time, core));

    /// <summary>Takes the earliest core out.</summary>
    public double Pop(out int core)
    {
        // Every index below is less than the count, which Push keeps within the array.
        ref Entry entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        (double first, core) = entries;
        int last = --_count;
        if (last > 0)
        {
            int hole = 0;
            int child = 2;
            for (; child < last; child = 2 * hole + 2)
            {
                // Which child is earlier is a coin toss, so it is computed rather than branched on.
                child -= Unsafe.Add(ref entries, child).Time > Unsafe.Add(ref entries, child - 1).Time ? 1 : 0;
                Unsafe.Add(ref entries, hole) = Unsafe.Add(ref entries, child);
                hole = child;
            }

            if (child == last)
            {
                Unsafe.Add(ref entries, hole) = Unsafe.Add(ref entries, child - 1);
                hole = child - 1;
            }

            Rise(hole, Unsafe.Add(ref entries, last));
        }

        return first;
    }

    void Rise(int hole, Entry entry)
    {
        Entry[] entries = _entries;
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            if (!(entries[parent].Time > entry.Time))
            {
                break;
            }

            entries[hole] = entries[parent];
            hole = parent;
        }

        entries[hole] = entry;
    }

    readonly record struct Entry(double Time, int Core);
}
