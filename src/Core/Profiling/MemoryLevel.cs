namespace Neuromorphic.Core.Profiling;

/// <summary>A level of the memory hierarchy, and how fast one core moves bytes there.</summary>
/// <param name="Name">L1, L2, L3 or memory.</param>
/// <param name="Bytes">Working set with which it was measured, and with which kernels are.</param>
/// <param name="LoadBytesPerSecond">Bytes loaded per second when nothing is stored.</param>
/// <param name="StoreBytesPerSecond">Bytes stored per second when nothing is loaded.</param>
/// <param name="CopyBytesPerSecond">Bytes loaded plus bytes stored per second when one array is copied to another.</param>
/// <param name="UpdateBytesPerSecond">Bytes loaded plus bytes stored per second when an array is changed in place.</param>
public sealed record MemoryLevel(
    string Name,
    long Bytes,
    double LoadBytesPerSecond,
    double StoreBytesPerSecond,
    double CopyBytesPerSecond,
    double UpdateBytesPerSecond)
{
    /// <summary>
    /// Least seconds for moving bytes of which those stored are changed in place: no kernel can be faster, whatever it
    /// computes.
    /// </summary>
    public double LeastSeconds(long loaded, long stored) =>
        Math.Max(loaded / LoadBytesPerSecond, 2.0 * Math.Min(stored, loaded) / UpdateBytesPerSecond);
}
