namespace Neuromorphic.Tools.Results;

/// <summary>Exact counts of a run on a chip.</summary>
/// <param name="SynapticEvents">Spikes times synapses that they reach.</param>
/// <param name="NeuronUpdates">Updates of neurons that were not idle.</param>
/// <param name="Spikes">Spikes, inputs included.</param>
/// <param name="Packets">Packets between cores.</param>
/// <param name="LinkTraversals">Hops of packets.</param>
/// <param name="PerTimestep">The same per timestep.</param>
public sealed record RunActivity(
    long SynapticEvents, long NeuronUpdates, long Spikes, long Packets, long LinkTraversals, RunActivityPerTimestep PerTimestep);

/// <summary>Counts and energy of each timestep.</summary>
/// <param name="SynapticEvents">Synaptic events.</param>
/// <param name="NeuronUpdates">Updates of neurons.</param>
/// <param name="Spikes">Spikes.</param>
/// <param name="Packets">Packets.</param>
/// <param name="LinkTraversals">Hops.</param>
public sealed record RunActivityPerTimestep(
    IReadOnlyList<long> SynapticEvents,
    IReadOnlyList<long> NeuronUpdates,
    IReadOnlyList<long> Spikes,
    IReadOnlyList<long> Packets,
    IReadOnlyList<long> LinkTraversals);
