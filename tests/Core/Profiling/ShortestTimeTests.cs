using Neuromorphic.Core.Profiling;

namespace Neuromorphic.Core.Tests.Profiling;

public sealed class ShortestTimeTests
{
    [Fact]
    public void A_call_shorter_than_a_tick_of_the_clock_still_takes_time() =>
        Assert.True(ShortestTime.Of(() => { }, budgetSeconds: 1e-4) > 0);
}
