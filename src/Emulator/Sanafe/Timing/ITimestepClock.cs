using Neuromorphic.Emulator.Sanafe.Engine;

namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>How long a timestep takes, from what its cores did.</summary>
interface ITimestepClock
{
    /// <summary>Duration of a timestep without the barrier, in s.</summary>
    /// <param name="sink">The neurons that fired.</param>
    /// <param name="firstFired">First entry of each used core, and the end.</param>
    /// <param name="busy">Seconds that each core spends on its neurons without sending packets.</param>
    /// <param name="tail">Seconds that each core spends after its last spike, if the sink is timed.</param>
    double Measure(SpikeSink sink, ReadOnlySpan<int> firstFired, ReadOnlySpan<double> busy, ReadOnlySpan<double> tail);
}
