namespace Neuromorphic.Tools.Results;

/// <summary>The result of <c>conformance</c>; the JSON shape <c>neuromorphic.conformance/1</c>.</summary>
public sealed record ConformanceResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.conformance/1";

    /// <summary>Cases that passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Cases that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Cases that were not run.</summary>
    public required int Skipped { get; init; }

    /// <summary>The instruction sets that every case ran on.</summary>
    public required IReadOnlyList<string> InstructionSets { get; init; }

    /// <summary>All cases.</summary>
    public required IReadOnlyList<ConformanceCase> Cases { get; init; }
}
