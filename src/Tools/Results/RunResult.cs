using System.Text.Json.Serialization;

namespace Neuromorphic.Tools.Results;

/// <summary>What <c>run</c> found; the JSON shape <c>neuromorphic.run/1</c>.</summary>
public sealed record RunResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.run/1";

    /// <summary>Whether the run was interrupted; everything is about the timesteps that ran.</summary>
    public bool Partial { get; init; }

    /// <summary>Seed of random choices.</summary>
    public required long Seed { get; init; }

    /// <summary>Name of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Name of the chip; null without one.</summary>
    public string? Chip { get; init; }

    /// <summary>Cores that hold neurons; null without a chip.</summary>
    public int? CoresUsed { get; init; }

    /// <summary>Number of neurons.</summary>
    public required long Neurons { get; init; }

    /// <summary>Number of synapses.</summary>
    public required long Synapses { get; init; }

    /// <summary>Timesteps that ran.</summary>
    public required long Timesteps { get; init; }

    /// <summary>Biological time that ran, in s; null for networks without one.</summary>
    public double? BiologicalSeconds { get; init; }

    /// <summary>Time from the files to a network that is ready to run, in s.</summary>
    public required double LoadSeconds { get; init; }

    /// <summary>Wall-clock time of the run itself, in s.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Processor time of the run itself, in s, over all threads of the process.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>What the command did, phase by phase, with the time that each took.</summary>
    public required IReadOnlyList<PhaseSeconds> Phases { get; init; }

    /// <summary>Wall-clock time over biological time; null for networks without one.</summary>
    public double? RealTimeFactor { get; init; }

    /// <summary>Synaptic events.</summary>
    public required long SynapticEvents { get; init; }

    /// <summary>Synaptic events per wall-clock second.</summary>
    public required double SynapticEventsPerSecond { get; init; }

    /// <summary>Timesteps per second of processor time.</summary>
    public required double TimestepsPerCpuSecond { get; init; }

    /// <summary>Most memory that the process had, in bytes.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Bytes per synapse, of the synapses alone.</summary>
    public required double BytesPerSynapse { get; init; }

    /// <summary>Equal for runs in which the same neurons fire in the same timesteps; 16 hexadecimal digits.</summary>
    public required string SpikeHash { get; init; }

    /// <summary>The populations.</summary>
    public required IReadOnlyList<PopulationActivity> Populations { get; init; }

    /// <summary>How synapses are stored; empty where a network has one way only.</summary>
    public IReadOnlyList<SynapseStore> Encodings { get; init; } = [];

    /// <summary>How neurons are held; empty where a network has one way only.</summary>
    public IReadOnlyList<NeuronStore> NeuronFormats { get; init; } = [];

    /// <summary>Weights of the projections that learn, at the end.</summary>
    public IReadOnlyList<PlasticWeights> PlasticWeights { get; init; } = [];

    /// <summary>Counts; null without a chip.</summary>
    public RunActivity? Activity { get; init; }

    /// <summary>Energy; null without a chip.</summary>
    public RunEnergy? Energy { get; init; }

    /// <summary>Simulated time; null without a chip.</summary>
    public RunTime? Time { get; init; }

    /// <summary>What a converted network answered; null for other networks.</summary>
    public InferenceFacts? Inference { get; init; }

    /// <summary>Spikes to be drawn; null where none were recorded one by one. Not part of the JSON.</summary>
    [JsonIgnore]
    public SpikeSample? Sample { get; init; }

    /// <summary>What to bear in mind, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
