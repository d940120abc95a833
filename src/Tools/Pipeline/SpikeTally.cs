using Neuromorphic.Core.Networks;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Adds the spikes of samples up, from several threads at once: their hash, and per population their number.</summary>
sealed class SpikeTally(SpikingNetwork network)
{
    readonly Lock _lock = new();
    readonly Dictionary<Population, (long Spikes, long Steps)> _counts = network.Populations
        .Where(population => population.Spikes)
        .ToDictionary(population => population, _ => (0L, 0L));

    /// <summary>Equal where the same neurons send the same in the same timesteps.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Spikes of a population per neuron and timestep that it ran.</summary>
    public double Rate(Population population) => _counts[population] is { Steps: > 0 } count
        ? (double)count.Spikes / population.Count / count.Steps
        : 0;

    /// <summary>Adds the sample that a simulator ran last.</summary>
    public void Add(int sample, NetworkSimulator simulator)
    {
        ulong hash = SpikeHash.Of(network, simulator, sample);
        var spikes = new Dictionary<Population, long>();
        foreach (Population population in _counts.Keys)
        {
            int[] counts = new int[population.Count];
            simulator.CountSpikes(population, counts);
            spikes[population] = counts.Sum(count => (long)count);
        }

        lock (_lock)
        {
            Hash = unchecked(Hash + hash);
            foreach ((Population population, long count) in spikes)
            {
                (long Spikes, long Steps) before = _counts[population];
                _counts[population] = (before.Spikes + count, before.Steps + simulator.Steps(population));
            }
        }
    }
}
