using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Recurrent;

/// <summary>How a network is built and run. What is public here but the seed changes no spike.</summary>
public sealed record RecurrentOptions
{
    /// <summary>Seed of connections, start values and drive.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, 1 to <see cref="RecurrentSimulator.MostThreads"/>.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The instruction set.</summary>
    public KernelSet Kernels { get; init; } = KernelSet.Best;

    /// <summary>Whether dense projections of one weight and delay may be stored as bits.</summary>
    public bool AllowBitRows { get; init; } = true;

    /// <summary>Whether neurons may have short products. Without, spikes are those of wide ones: rounding differs.</summary>
    internal bool AllowShortProducts { get; init; } = true;
}
