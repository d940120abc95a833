namespace Neuromorphic.Core.Networks.Files;

/// <summary>Kinds of populations, as a byte in the file.</summary>
enum PopulationKind : byte
{
    Input,
    Readout,
    MaxPool,
    IntegrateAndFire,
    Signed,
    MultiThreshold,
    SettlingStepByStep,
    SettlingAtOnce,
    CountCoded,
    Timed,
}

/// <summary>Kinds of synapses, as a byte in the file.</summary>
enum SynapseKind : byte
{
    Dense,
    Sparse,
    Convolution,
    Window,
}
