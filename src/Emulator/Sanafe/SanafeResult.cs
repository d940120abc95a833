namespace Neuromorphic.Emulator.Sanafe;

/// <summary>Counts, energy and time of a run, per timestep.</summary>
public sealed class SanafeResult
{
    internal SanafeResult(int timesteps)
    {
        Fired = new int[timesteps];
        Updated = new int[timesteps];
        Packets = new int[timesteps];
        Hops = new long[timesteps];
        SynapticEvents = new long[timesteps];
        SynapseJoules = new double[timesteps];
        DendriteJoules = new double[timesteps];
        SomaJoules = new double[timesteps];
        NetworkJoules = new double[timesteps];
        Seconds = new double[timesteps];
    }

    /// <summary>Timesteps that ran; the arrays hold more if the run was interrupted.</summary>
    public int Timesteps { get; internal set; }

    /// <summary>Whether the run was interrupted.</summary>
    public bool Partial => Timesteps < Fired.Length;

    /// <summary>Spikes, inputs included.</summary>
    public int[] Fired { get; }

    /// <summary>Neurons that were not idle.</summary>
    public int[] Updated { get; }

    /// <summary>Packets: one per spike and target core.</summary>
    public int[] Packets { get; }

    /// <summary>Hops between tiles.</summary>
    public long[] Hops { get; }

    /// <summary>Synaptic events, weights of zero included.</summary>
    public long[] SynapticEvents { get; }

    /// <summary>Energy of synapses, in J.</summary>
    public double[] SynapseJoules { get; }

    /// <summary>Energy of dendrites, in J.</summary>
    public double[] DendriteJoules { get; }

    /// <summary>Energy of somas, in J.</summary>
    public double[] SomaJoules { get; }

    /// <summary>Energy of axons and hops, in J.</summary>
    public double[] NetworkJoules { get; }

    /// <summary>Simulated duration, barrier included, in s.</summary>
    public double[] Seconds { get; }

    /// <summary>
    /// A number that two runs share if and (up to chance) only if the same neurons fire in the same timesteps: the sum over spikes of
    /// SplitMix64's finaliser of timestep·2³² + neuron. Independent of the order of processing.
    /// </summary>
    public ulong SpikeHash { get; internal set; }

    /// <summary>What the groups did.</summary>
    public IReadOnlyList<SanafeGroupActivity> Groups { get; internal set; } = [];
}
