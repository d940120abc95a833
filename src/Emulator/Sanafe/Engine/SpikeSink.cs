using System.Numerics;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// Takes the neurons that fire in a timestep, core after core in the order of processing, and (if asked) how long the core was busy with
/// neurons since its spike before. Owns its memory; nothing is allocated while time runs.
/// </summary>
sealed class SpikeSink(int slots, bool timed)
{
    /// <summary>Slots of the neurons that fired.</summary>
    public readonly int[] Fired = new int[slots];

    /// <summary>Seconds between each spike and the one before on its core; empty unless timed.</summary>
    public readonly double[] Intervals = new double[timed ? slots : 0];

    /// <summary>How many fired so far in this timestep.</summary>
    public int Count;

    /// <summary>Seconds since the last spike of the core.</summary>
    public double Pending;

    /// <summary>Takes up to 64 neurons.</summary>
    /// <param name="fired">A bit for each that fired.</param>
    /// <param name="updated">A bit for each that was updated; includes those that fired.</param>
    /// <param name="slot">Slot of the first.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="soma">The unit that updates them.</param>
    public void Take(ulong fired, ulong updated, int slot, int count, Architectures.SomaUnit soma)
    {
        if (timed)
        {
            TakeTimed(fired, updated, slot, count, soma);
            return;
        }

        int n = Count;
        int[] list = Fired;
        for (; fired != 0; fired &= fired - 1)
        {
            list[n++] = slot + BitOperations.TrailingZeroCount(fired);
        }

        Count = n;
    }

    void TakeTimed(ulong fired, ulong updated, int slot, int count, Architectures.SomaUnit soma)
    {
        double access = soma.Access.Seconds;
        double update = soma.Update.Seconds;
        double pending = Pending;
        int done = 0;
        for (; fired != 0; fired &= fired - 1)
        {
            int bit = BitOperations.TrailingZeroCount(fired);
            int passed = bit + 1 - done;
            int active = BitOperations.PopCount(updated << (63 - bit) >> (63 - bit) >> done);
            Fired[Count] = slot + bit;
            Intervals[Count++] = pending + passed * access + active * update + soma.Spike.Seconds;
            pending = 0;
            done = bit + 1;
        }

        int left = count - done;
        int rest = done < 64 ? BitOperations.PopCount(updated >> done) : 0;
        Pending = pending + left * access + rest * update;
    }
}
