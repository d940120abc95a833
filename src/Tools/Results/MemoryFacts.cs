namespace Neuromorphic.Tools.Results;

/// <summary>How fast one core moves bytes at a level of the memory hierarchy.</summary>
/// <param name="Level">L1, L2, L3 or memory.</param>
/// <param name="Bytes">Bytes of the working set.</param>
/// <param name="LoadBytesPerSecond">Bytes loaded per second.</param>
/// <param name="StoreBytesPerSecond">Bytes stored per second.</param>
/// <param name="CopyBytesPerSecond">Bytes loaded plus bytes stored per second, from one array to another.</param>
/// <param name="UpdateBytesPerSecond">Bytes loaded plus bytes stored per second, in place.</param>
public sealed record MemoryFacts(
    string Level,
    long Bytes,
    double LoadBytesPerSecond,
    double StoreBytesPerSecond,
    double CopyBytesPerSecond,
    double UpdateBytesPerSecond);
