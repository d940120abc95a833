namespace Neuromorphic.Emulator.Sanafe.Timing;

/// <summary>How long a timestep takes, from what its cores did.</summary>
interface ITimestepClock
{
    /// <summary>Duration of a timestep without the barrier, in s.</summary>
    double Measure(in CoreTimes cores);
}
