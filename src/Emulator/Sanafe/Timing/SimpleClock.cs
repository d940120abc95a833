namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>
/// The longer of the busiest core's neurons and the busiest core's incoming packets: both overlap, and the way between cores takes no time.
/// </summary>
sealed class SimpleClock(SanafeProgram program) : ITimestepClock
{
    /// <inheritdoc/>
    public double Measure(in CoreTimes cores)
    {
        double longest = 0;
        for (int core = 0; core < cores.Busy.Length; core++)
        {
            int sent = 0;
            foreach (int slot in cores.Sink.Fired.AsSpan(cores.FirstFired[core]..cores.FirstFired[core + 1]))
            {
                sent += program.Costs[slot].Packets;
            }

            double sending = cores.Busy[core] + sent * program.Cores[core].Kind.MessageOut.Seconds;
            longest = Math.Max(longest, Math.Max(sending, cores.Processing[core]));
        }

        return longest;
    }
}
