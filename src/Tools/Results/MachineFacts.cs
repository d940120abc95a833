namespace Neuromorphic.Tools.Results;

/// <summary>A machine and the limits of one of its cores. All rates differ from run to run.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="LogicalProcessors">Processors that this process may use.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="ClockHertz">The fastest clock seen during the measurement, from a chain of dependent operations.</param>
/// <param name="Levels">The levels of the memory hierarchy.</param>
public sealed record MachineFacts(
    string Processor,
    int LogicalProcessors,
    string OperatingSystem,
    string Runtime,
    double ClockHertz,
    IReadOnlyList<MemoryFacts> Levels);
