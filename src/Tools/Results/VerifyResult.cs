namespace Neuromorphic.Tools.Results;

/// <summary>The result of <c>verify</c>; the JSON shape <c>neuromorphic.verify/1</c>.</summary>
public sealed record VerifyResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.verify/1";

    /// <summary>The network.</summary>
    public required ModelFacts Model { get; init; }

    /// <summary>Name of the conversion method.</summary>
    public required string Method { get; init; }

    /// <summary>Timesteps per sample.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Bits per weight.</summary>
    public required int WeightBits { get; init; }

    /// <summary>Samples that the checks ran.</summary>
    public required int Samples { get; init; }

    /// <summary>The checks that ran.</summary>
    public required IReadOnlyList<VerifyCheck> Checks { get; init; }

    /// <summary>The checks that did not run; they prove nothing.</summary>
    public required IReadOnlyList<VerifyOmission> NotRun { get; init; }

    /// <summary>Whether every check that ran holds.</summary>
    public bool Holds => Checks.All(check => check.Holds);
}
