using Neuromorphic.Emulator.Sanafe.Engine;

namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>What the cores did in a timestep.</summary>
/// <param name="Sink">The neurons that fired.</param>
/// <param name="FirstFired">First entry of each used core, and the end.</param>
/// <param name="Busy">Seconds that each core spends on its neurons without sending packets.</param>
/// <param name="Tail">Seconds that each core spends after its last spike, if the sink is timed.</param>
/// <param name="Processing">Seconds that each core spends on the packets that it receives.</param>
readonly record struct CoreTimes(SpikeSink Sink, int[] FirstFired, double[] Busy, double[] Tail, double[] Processing);
