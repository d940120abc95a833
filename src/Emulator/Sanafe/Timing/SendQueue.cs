namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>
/// The cores that have a packet to send, earliest first: a binary heap. Which of several equally early cores comes first is a rule of the
/// model, because it decides who waits for whom: the last entry fills the hole at the root by sinking to a leaf (the right child
/// only if it is strictly earlier than the left) and rising again; new entries rise while they are strictly earlier than their parent.
/// </summary>
sealed class SendQueue(int cores)
{
    readonly double[] _time = new double[cores];
    readonly int[] _core = new int[cores];
    int _count;

    /// <summary>Whether no core is left.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Adds a core.</summary>
    public void Push(double time, int core) => Rise(_count++, time, core);

    /// <summary>Takes the earliest core out.</summary>
    public double Pop(out int core)
    {
        double[] times = _time;
        int[] cores = _core;
        double first = times[0];
        core = cores[0];
        int last = --_count;
        if (last > 0)
        {
            int hole = 0;
            int child = 2;
            for (; child < last; child = 2 * hole + 2)
            {
                if (times[child] > times[child - 1])
                {
                    child--;
                }

                times[hole] = times[child];
                cores[hole] = cores[child];
                hole = child;
            }

            if (child == last)
            {
                times[hole] = times[child - 1];
                cores[hole] = cores[child - 1];
                hole = child - 1;
            }

            Rise(hole, times[last], cores[last]);
        }

        return first;
    }

    void Rise(int hole, double time, int core)
    {
        double[] times = _time;
        int[] cores = _core;
        while (hole > 0)
        {
            int parent = (hole - 1) / 2;
            if (!(times[parent] > time))
            {
                break;
            }

            times[hole] = times[parent];
            cores[hole] = cores[parent];
            hole = parent;
        }

        times[hole] = time;
        cores[hole] = core;
    }
}
