namespace Neuromorphic.Core.Profiling;

/// <summary>
/// Bytes that one run of a kernel must move at least. What the working set holds comes from the level of the memory
/// hierarchy that the working set fits; what is used again at once comes from the first level wherever the rest lives.
/// </summary>
/// <param name="Loaded">Bytes loaded from the working set.</param>
/// <param name="Stored">Bytes stored to the working set.</param>
/// <param name="NearLoaded">Further bytes loaded that the first level holds.</param>
/// <param name="NearStored">Further bytes stored that the first level holds.</param>
public readonly record struct KernelTraffic(long Loaded, long Stored, long NearLoaded = 0, long NearStored = 0);
