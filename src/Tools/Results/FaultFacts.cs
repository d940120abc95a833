namespace Neuromorphic.Tools.Results;

/// <summary>What a run with faults gave.</summary>
public sealed record FaultFacts
{
    /// <summary>What was broken, such as "drop=0.01"; "none" for the run without faults.</summary>
    public required string Faults { get; init; }

    /// <summary>Accuracy; null without labels.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Share of the samples that are decided as without faults.</summary>
    public required double Agreement { get; init; }

    /// <summary>Dead cores of the chips in use.</summary>
    public required long DeadCores { get; init; }

    /// <summary>Dead links of the chips in use.</summary>
    public required long DeadLinks { get; init; }

    /// <summary>Packets lost, over all samples.</summary>
    public required long DroppedPackets { get; init; }

    /// <summary>Packets that arrived twice, over all samples.</summary>
    public required long DuplicatedPackets { get; init; }

    /// <summary>Stuck neurons.</summary>
    public required long StuckNeurons { get; init; }

    /// <summary>Inverted bits of weights.</summary>
    public required long FlippedBits { get; init; }

    /// <summary>Chips in use.</summary>
    public required int ChipsUsed { get; init; }

    /// <summary>Spikes per inference.</summary>
    public required double Spikes { get; init; }

    /// <summary>Synaptic events per inference.</summary>
    public required double SynapticEvents { get; init; }

    /// <summary>Link traversals per inference.</summary>
    public required double LinkTraversals { get; init; }

    /// <summary>Energy per inference; a lower bound wherever that of the run without faults is one, null where nothing is priced.</summary>
    public required double? JoulesPerInference { get; init; }

    /// <summary>Time per inference; null if not known.</summary>
    public required double? SecondsPerInference { get; init; }
}
