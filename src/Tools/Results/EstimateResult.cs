using System.Text.Json.Serialization;

namespace Neuromorphic.Tools.Results;

/// <summary>
/// All that <c>estimate</c> found out; the JSON shape <c>neuromorphic.estimate/1</c>. Fractions lie in 0..1, figures "per
/// inference" are means over the samples, null means unknown or not priced, never zero.
/// </summary>
public sealed record EstimateResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.estimate/1";

    /// <summary>Whether the run was interrupted, so that the figures cover fewer samples than were asked for.</summary>
    public bool Partial { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>Timesteps per inference.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Conversion method.</summary>
    public required string Method { get; init; }

    /// <summary>Bits per weight.</summary>
    public required int WeightBits { get; init; }

    /// <summary>The network.</summary>
    public required ModelFacts Model { get; init; }

    /// <summary>What became of each node.</summary>
    public required IReadOnlyList<CoverageEntry> Coverage { get; init; }

    /// <summary>The data.</summary>
    public required DataFacts Data { get; init; }

    /// <summary>The network as trained, through ONNX Runtime on the same samples.</summary>
    public required AnnFacts Ann { get; init; }

    /// <summary>The capacity-matched integer twin.</summary>
    public required QuantisedFacts Quantised { get; init; }

    /// <summary>The spiking network.</summary>
    public required SnnFacts Snn { get; init; }

    /// <summary>What happened on the chip, counted.</summary>
    public required ActivityFacts Activity { get; init; }

    /// <summary>The figures that NeuroBench defines.</summary>
    public required NeurobenchFacts Neurobench { get; init; }

    /// <summary>The chip and how the network lies on it.</summary>
    public required ChipUse Chip { get; init; }

    /// <summary>Energy on the chip.</summary>
    public required EnergyFacts Energy { get; init; }

    /// <summary>The chip's bill, line by line: priced, contained in another line, or without a known price.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>Time on the chip.</summary>
    public required LatencyFacts Latency { get; init; }

    /// <summary>The same network on conventional devices.</summary>
    public required IReadOnlyList<ConventionalDevice> Conventional { get; init; }

    /// <summary>Who wins, by accounting convention.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>What becomes of the network when samples stop as soon as they are sure; null if nobody asked.</summary>
    public ConfidentFacts? Confident { get; init; }

    /// <summary>How fast this emulator ran. Differs from run to run.</summary>
    public required EmulationFacts Emulation { get; init; }

    /// <summary>Runs with something broken, the one without faults first; empty if no one asked for any.</summary>
    public IReadOnlyList<FaultFacts> Faults { get; init; } = [];

    /// <summary>The spikes of one sample for the report; traces hold those of more.</summary>
    [JsonIgnore]
    public SpikeRaster? Raster { get; init; }

    /// <summary>Assumptions and warnings, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
