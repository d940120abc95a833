using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// Runs one sample after another through a network and keeps the spikes of the last one. One simulator per thread;
/// nothing is allocated while a sample runs.
/// </summary>
/// <remarks>
/// Time is blocked: a population runs all its timesteps before the next one starts, which a feed-forward network allows
/// and which keeps its weights in cache. Step t of a population sees the spikes of step t of its sources; on a chip it
/// happens one step later per population (<see cref="SpikingNetwork.LatencyTimesteps"/>), with the same spikes.
/// </remarks>
public sealed class NetworkSimulator : IDisposable
{
    readonly SpikingNetwork _network;
    readonly PopulationRunner[] _inOrder;
    readonly Dictionary<Population, PopulationRunner> _runners = [];
    readonly Func<Population, SpikeTrain> _spikesOf;

    /// <summary>Allocates the state for a network.</summary>
    /// <param name="network">The network; not owned.</param>
    /// <param name="timesteps">Timesteps per sample, at least 1.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="hook">Looks at every step, or disturbs it; null for none.</param>
    public NetworkSimulator(SpikingNetwork network, int timesteps, KernelSet kernels, StepHook? hook = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        _network = network;
        Timesteps = timesteps;
        _spikesOf = source => _runners[source].Spikes;
        foreach (Population population in network.Populations.Skip(1))
        {
            _runners.Add(population, new PopulationRunner(population, timesteps, kernels) { Depth = network.DepthOf(population), Hook = hook });
        }

        _inOrder = [.. network.Populations.Skip(1).Select(population => _runners[population])];
    }

    /// <summary>T: biases act in so many timesteps, and populations of binary neurons run so many.</summary>
    public int Timesteps { get; }

    /// <summary>
    /// Timesteps of the last sample on a chip on which every population starts one step after its sources. How a chip notices
    /// that all is quiet is not part of it.
    /// </summary>
    public int LatencyTimesteps
    {
        get
        {
            int latest = 0;
            foreach (PopulationRunner runner in _inOrder)
            {
                latest = Math.Max(latest, runner.Steps + runner.Depth - 1);
            }

            return latest;
        }
    }

    /// <summary>Runs one sample.</summary>
    /// <param name="input">The input's integers, channels last.</param>
    /// <exception cref="ArgumentException">The length is not the input's.</exception>
    public void Run(ReadOnlySpan<int> input)
    {
        if (input.Length != _network.Input.Count)
        {
            throw new ArgumentException($"the network takes {_network.Input.Count} values, not {input.Length}", nameof(input));
        }

        foreach (PopulationRunner runner in _inOrder)
        {
            runner.Run(input, _spikesOf);
        }
    }

    /// <summary>Timesteps of its own that a population ran in the last sample.</summary>
    public int Steps(Population population) => _runners[population].Steps;

    /// <summary>Spike mask of a population at timestep <paramref name="t"/>, counted from 0 in the population's own time.</summary>
    public ReadOnlySpan<ulong> Spikes(Population population, int t) => _runners[population].Spikes[t];

    /// <summary>Payloads of a population at timestep <paramref name="t"/>; they mean something where the mask is set.</summary>
    /// <exception cref="InvalidOperationException">Its spikes carry nothing.</exception>
    public ReadOnlySpan<short> Payload(Population population, int t) => _runners[population].Spikes.Payload(t);

    /// <summary>
    /// Mask of the units that had work to do at timestep <paramref name="t"/>: a current that was not zero, a spike that carries
    /// something or is timed, or for a pooling unit a spike in its window.
    /// </summary>
    public ReadOnlySpan<ulong> Driven(Population population, int t) => _runners[population].Driven[t];

    /// <summary>Potentials of the read-out after timestep <paramref name="t"/>, counted from 0.</summary>
    public ReadOnlySpan<int> Readout(int t) => _runners[_network.Readout].Readout(t);

    /// <summary>
    /// Writes the net count of each unit of a population: its spikes, the sum of their payloads, or the value of a timed spike.
    /// It is what <see cref="QuantisedTwin"/> calls its activation.
    /// </summary>
    /// <param name="population">A population that spikes.</param>
    /// <param name="totals">One sum per unit.</param>
    public void Total(Population population, Span<int> totals) => _runners[population].Spikes.Total(totals);

    /// <summary>Writes how often each unit of a population spiked, whatever its spikes carried.</summary>
    /// <param name="population">A population that spikes.</param>
    /// <param name="counts">One counter per unit.</param>
    public void CountSpikes(Population population, Span<int> counts) => _runners[population].Spikes.Count(counts);

    /// <summary>Membrane potentials of a population after the last timestep.</summary>
    public ReadOnlySpan<int> Potentials(Population population) => _runners[population].Potentials;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PopulationRunner runner in _inOrder)
        {
            runner.Dispose();
        }
    }
}
