using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Faults;

namespace Neuromorphic.Emulator.Runs;

/// <summary>What may be chosen for a run; only <see cref="Stop"/> changes the result.</summary>
public sealed record ChipRunOptions
{
    /// <summary>Threads; by default one per processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The instruction set.</summary>
    public KernelSet Kernels { get; init; } = KernelSet.Best;

    /// <summary>Told the number of samples done, from any thread.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>What is broken among packets and neurons; null for nothing. It changes the result.</summary>
    public FaultRates? Faults { get; init; }

    /// <summary>
    /// Called on the worker's thread after each sample, while the simulator still holds the sample's spikes.
    /// </summary>
    public Action<int, NetworkSimulator>? Observe { get; init; }

    /// <summary>
    /// Called on the worker's thread after each sample: the timesteps of the read-out after which the sample stops, at least
    /// 1. Nothing later is counted, priced or timed. Null: samples run to their end.
    /// </summary>
    public Func<int, NetworkSimulator, int>? Stop { get; init; }
}
