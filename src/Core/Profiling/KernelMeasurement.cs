namespace Neuromorphic.Core.Profiling;

/// <summary>One kernel on one instruction set at one size.</summary>
/// <param name="Kernel">Name of the kernel.</param>
/// <param name="Unit">What an element is.</param>
/// <param name="InstructionSet">Name of the instruction set.</param>
/// <param name="Level">Level of the memory hierarchy that holds the working set.</param>
/// <param name="Bytes">Bytes of the working set.</param>
/// <param name="ElementsPerSecond">Elements worked off per second.</param>
/// <param name="CyclesPerElement">Clock cycles per element.</param>
/// <param name="FractionOfLimit">Least time that moving the bytes takes over the time taken; above 1 only by errors of measurement.</param>
public sealed record KernelMeasurement(
    string Kernel,
    string Unit,
    string InstructionSet,
    string Level,
    long Bytes,
    double ElementsPerSecond,
    double CyclesPerElement,
    double FractionOfLimit);
