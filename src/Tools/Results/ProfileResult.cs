namespace Neuromorphic.Tools.Results;

/// <summary>What <c>profile</c> measured; the JSON shape <c>neuromorphic.profile/1</c>.</summary>
public sealed record ProfileResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.profile/1";

    /// <summary>The machine and its limits.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>Every kernel on every instruction set at every level.</summary>
    public required IReadOnlyList<KernelFacts> Kernels { get; init; }

    /// <summary>What to bear in mind, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
