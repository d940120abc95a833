namespace Neuromorphic.Tools.Results;

/// <summary>One kernel on one instruction set at one size.</summary>
/// <param name="Kernel">The kernel.</param>
/// <param name="Unit">What an element is: neuron or event.</param>
/// <param name="InstructionSet">The instruction set.</param>
/// <param name="Level">The level of the memory hierarchy that holds the working set.</param>
/// <param name="Bytes">Bytes of the working set.</param>
/// <param name="ElementsPerSecond">Neuron updates or synaptic events per second.</param>
/// <param name="CyclesPerElement">Clock cycles per element.</param>
/// <param name="FractionOfLimit">Least time for moving the bytes over the time taken.</param>
public sealed record KernelFacts(
    string Kernel,
    string Unit,
    string InstructionSet,
    string Level,
    long Bytes,
    double ElementsPerSecond,
    double CyclesPerElement,
    double FractionOfLimit);
