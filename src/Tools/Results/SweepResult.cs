namespace Neuromorphic.Tools.Results;

/// <summary>All that <c>sweep</c> found out; the JSON shape <c>neuromorphic.sweep/1</c>.</summary>
public sealed record SweepResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.sweep/1";

    /// <summary>Whether it was interrupted, so that points are missing.</summary>
    public bool Partial { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>The network.</summary>
    public required ModelFacts Model { get; init; }

    /// <summary>The data.</summary>
    public required DataFacts Data { get; init; }

    /// <summary>The network as trained, through ONNX Runtime on the same samples.</summary>
    public required AnnFacts Ann { get; init; }

    /// <summary>Points that were asked for.</summary>
    public required int PointsAsked { get; init; }

    /// <summary>The points that are done, in the order of the grid.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>How long it took, and how many points came from the journal. Differs from run to run.</summary>
    public required SweepEffort Effort { get; init; }
}

/// <summary>What a sweep took.</summary>
/// <param name="WallSeconds">Seconds.</param>
/// <param name="PointsFromJournal">Points that an earlier run had finished.</param>
/// <param name="Threads">Threads.</param>
public sealed record SweepEffort(double WallSeconds, int PointsFromJournal, int Threads);

/// <summary>One point of a sweep.</summary>
public sealed record SweepPoint
{
    /// <summary>Timesteps.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Bits per weight.</summary>
    public required int WeightBits { get; init; }

    /// <summary>Conversion method.</summary>
    public required string Method { get; init; }

    /// <summary>How sure a decision had to be before its sample stopped; null where samples ran to their end.</summary>
    public required double? Confidence { get; init; }

    /// <summary>The chip.</summary>
    public required string Chip { get; init; }

    /// <summary>Accuracy; null without labels.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Share of decisions that are the trained network's.</summary>
    public double? Agreement { get; init; }

    /// <summary>Energy of an inference on the chip; null when it is not priced.</summary>
    public double? JoulesPerInference { get; init; }

    /// <summary>Whether that leaves something out.</summary>
    public bool LowerBound { get; init; }

    /// <summary>Time of an inference on the chip; null when it is not known.</summary>
    public double? SecondsPerInference { get; init; }

    /// <summary>Mean timesteps of the chip until the answer.</summary>
    public double? MeanTimesteps { get; init; }

    /// <summary>Synaptic events per synapse.</summary>
    public double? SpikesPerSynapse { get; init; }

    /// <summary>Cores in use.</summary>
    public int? Cores { get; init; }

    /// <summary>Spiking energy over that of 8-bit integers by the convention horowitz45-int8-sram8k; null if it cannot be told.</summary>
    public double? RatioToInt8 { get; init; }

    /// <summary>Whether no other point of the same chip is at least as good in accuracy, energy and time, and better in one.</summary>
    public bool Pareto { get; init; }

    /// <summary>Why there are no figures: the network does not convert so, or does not fit; null if there are.</summary>
    public string? Refused { get; init; }
}
