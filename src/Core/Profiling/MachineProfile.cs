namespace Neuromorphic.Core.Profiling;

/// <summary>What a machine can do, and what the kernels make of it.</summary>
/// <param name="ClockHertz">The fastest clock seen.</param>
/// <param name="Levels">The levels of the memory hierarchy with their limits.</param>
/// <param name="Kernels">Every kernel on every instruction set at every level.</param>
public sealed record MachineProfile(double ClockHertz, IReadOnlyList<MemoryLevel> Levels, IReadOnlyList<KernelMeasurement> Kernels);
