namespace Neuromorphic.Tools.Results;

/// <summary>Counts of one inference, as means over the samples.</summary>
public sealed record ActivityCounts
{
    /// <summary>Spikes times the synapses with a weight that they meet.</summary>
    public required double SynapticEvents { get; init; }

    /// <summary>Neurons updated, summed over timesteps.</summary>
    public required double NeuronUpdates { get; init; }

    /// <summary>Spikes.</summary>
    public required double Spikes { get; init; }

    /// <summary>Bits that the spikes carry beyond their address.</summary>
    public required double PayloadBits { get; init; }

    /// <summary>Packets put on the network.</summary>
    public required double Packets { get; init; }

    /// <summary>Links crossed by packets.</summary>
    public required double LinkTraversals { get; init; }

    /// <summary>Barriers between timesteps.</summary>
    public required double Barriers { get; init; }

    /// <summary>Multiply-accumulates that stay conventional: the first layer and islands.</summary>
    public required double Macs { get; init; }
}
