using Neuromorphic.Emulator.Decisions;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>What the user asked <c>sweep</c> for: a grid of points over one model and its data.</summary>
public sealed record SweepRequest
{
    /// <summary>Model, data, seed, threads; its own point is not part of the grid.</summary>
    public required EstimateRequest Base { get; init; }

    /// <summary>Timesteps.</summary>
    public required IReadOnlyList<int> Timesteps { get; init; }

    /// <summary>Bits per weight.</summary>
    public required IReadOnlyList<int> WeightBits { get; init; }

    /// <summary>Conversion methods.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>How sure decisions shall be; null for samples that run to their end.</summary>
    public required IReadOnlyList<double?> Confidences { get; init; }

    /// <summary>What tells how sure a decision is.</summary>
    public required ConfidenceRule Rule { get; init; }

    /// <summary>Chips.</summary>
    public required IReadOnlyList<string> Chips { get; init; }

    /// <summary>The file in which finished points are kept; null for none.</summary>
    public required string? Journal { get; init; }

    /// <summary>The points, conversions first, then chips, then confidences.</summary>
    internal IEnumerable<SweepKey> Keys =>
        from method in Methods
        from bits in WeightBits
        from timesteps in Timesteps
        from chip in Chips
        from confidence in Confidences
        select new SweepKey(timesteps, bits, method, confidence, chip);
}

/// <summary>What tells one point of a sweep from another.</summary>
readonly record struct SweepKey(int Timesteps, int WeightBits, string Method, double? Confidence, string Chip);
