using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Tests;

public sealed class ProgressLineTests
{
    /// <summary>A clock that stands still until it is told the time.</summary>
    sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }

    [Fact]
    public void The_rest_is_reckoned_from_the_pace_of_the_stage()
    {
        using StringWriter writer = new();
        Clock clock = new() { Seconds = 100 };
        using ProgressLine line = new(writer, clock);
        Assert.Equal("warming up", Shown("warming up", 0, 0));
        Assert.Equal("running: 0 %", Shown("running", 0, 200));
        clock.Seconds += 1;
        Assert.Equal("running: 5 %", Shown("running", 10, 200));
        clock.Seconds += 9;
        Assert.Equal("running: 25 %, 30 s left", Shown("running", 50, 200));
        clock.Seconds += 990;
        Assert.Equal("running: 50 %, 17 min left", Shown("running", 100, 200));
        Assert.Equal("running: 100 %", Shown("running", 200, 200));
        Assert.Equal("pricing: 50 %", Shown("pricing", 1, 2));

        string Shown(string stage, long done, long total)
        {
            writer.GetStringBuilder().Clear();
            line.Report(new PipelineProgress(stage, done, total));
            return writer.ToString().Trim();
        }
    }
}
