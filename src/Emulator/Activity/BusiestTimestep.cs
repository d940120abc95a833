namespace Neuromorphic.Emulator.Activity;

/// <summary>The timestep of a run in which the network of the chip has most to do.</summary>
/// <param name="Load">Packets over the busiest link or into the busiest core in that timestep, whichever is more.</param>
/// <param name="Sample">The sample, the first of equals.</param>
/// <param name="Timestep">The chip's timestep, from 0, the first of equals.</param>
public readonly record struct BusiestTimestep(long Load, int Sample, int Timestep)
{
    /// <summary>The busier of two, whatever their order.</summary>
    public static BusiestTimestep Busier(BusiestTimestep one, BusiestTimestep other) =>
        one.Load != other.Load ? (one.Load > other.Load ? one : other)
        : (one.Sample, one.Timestep).CompareTo((other.Sample, other.Timestep)) <= 0 ? one : other;
}
