using Neuromorphic.Emulator.Sanafe.Engine;

namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>
/// The longer of the busiest core's neurons and the busiest core's incoming packets: both overlap, and the way between cores takes no time.
/// </summary>
sealed class SimpleClock(SanafeProgram program) : ITimestepClock
{
    readonly double[] _processing = new double[program.Cores.Length];

    /// <inheritdoc/>
    public double Measure(SpikeSink sink, ReadOnlySpan<int> firstFired, ReadOnlySpan<double> busy, ReadOnlySpan<double> tail)
    {
        double longest = 0;
        double[] processing = _processing;
        Array.Clear(processing);
        Packet[] packets = program.Packets;
        int[] rows = program.PacketRows;
        for (int core = 0; core < busy.Length; core++)
        {
            int sent = 0;
            foreach (int slot in sink.Fired.AsSpan(firstFired[core]..firstFired[core + 1]))
            {
                int first = rows[slot];
                int end = rows[slot + 1];
                sent += end - first;
                foreach (ref readonly Packet packet in packets.AsSpan(first, end - first))
                {
                    processing[packet.Target] += packet.ProcessingSeconds;
                }
            }

            longest = Math.Max(longest, busy[core] + sent * program.Cores[core].Kind.MessageOut.Seconds);
        }

        foreach (double seconds in processing)
        {
            longest = Math.Max(longest, seconds);
        }

        return longest;
    }
}
