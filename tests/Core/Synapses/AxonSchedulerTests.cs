using FsCheck.Fluent;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Synapses;

public sealed class AxonSchedulerTests
{
    [Fact]
    public void A_spike_is_seen_in_its_tick_only_and_a_second_one_is_lost()
    {
        var programs = Generators.Array(from tick in Gen.Choose(0, 19) from axon in Gen.Choose(0, 69) from delay in Gen.Choose(0, 14) select (tick, axon, delay), 40);
        Generators.ForAll(programs, spikes =>
        {
            AxonScheduler scheduler = new(70);
            HashSet<(int Tick, int Axon)> due = [];
            for (int tick = 0; tick < 40; tick++)
            {
                foreach ((_, int axon, int delay) in spikes.Where(one => one.tick == tick))
                {
                    Assert.Equal(due.Add((tick + delay, axon)), scheduler.Schedule(axon, delay));
                }

                ReadOnlySpan<ulong> now = scheduler.BeginTick();
                for (int axon = 0; axon < 70; axon++)
                {
                    Assert.Equal(due.Contains((tick, axon)), SpikeMask.Contains(now, axon));
                }
            }
        });
    }

    [Fact]
    public void A_delay_or_axon_out_of_range_is_refused()
    {
        AxonScheduler scheduler = new(3);
        Assert.Equal(14, scheduler.MaxDelay);
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Schedule(0, 15));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Schedule(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Schedule(-1, 0));
    }
}
