using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Verification;

/// <summary>
/// Compares what the units of a spiking network sent with the activations of its quantised twin, unit by unit. One per
/// thread.
/// </summary>
public sealed class TwinComparison : IDisposable
{
    readonly SpikingNetwork _network;
    readonly QuantisedTwin _twin;
    readonly int[] _totals;

    /// <summary>A comparison for a network.</summary>
    /// <param name="network">The network; not owned.</param>
    /// <param name="timesteps">T, at least 1.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public TwinComparison(SpikingNetwork network, int timesteps, KernelSet kernels)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _twin = new QuantisedTwin(network, timesteps, kernels);
        _totals = new int[network.Populations.Max(population => population.Count)];
    }

    /// <summary>Units compared so far, over all samples.</summary>
    public long Units { get; private set; }

    /// <summary>Those of them whose net count was the twin's activation.</summary>
    public long Equal { get; private set; }

    /// <summary>The class that the twin decided for in the last sample.</summary>
    public int Decision { get; private set; }

    /// <summary>The first unit that differed; null where none did.</summary>
    public string? FirstDifference { get; private set; }

    /// <summary>Writes the net counts of a population's units.</summary>
    public delegate void Totals(Population population, Span<int> totals);

    /// <summary>Compares the sample that a simulator ran last.</summary>
    /// <param name="simulator">A simulator of the network.</param>
    /// <param name="input">The sample's integers, channels last.</param>
    public void Compare(NetworkSimulator simulator, ReadOnlySpan<int> input)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        Compare(simulator.Total, input);
    }

    /// <summary>Compares a sample whose net counts are known.</summary>
    /// <param name="totalsOf">Writes the net counts of each population that spikes.</param>
    /// <param name="input">The sample's integers, channels last.</param>
    public void Compare(Totals totalsOf, ReadOnlySpan<int> input)
    {
        ArgumentNullException.ThrowIfNull(totalsOf);
        _twin.Run(input);
        foreach (Population population in _network.Populations)
        {
            if (population.Spikes)
            {
                Span<int> totals = _totals.AsSpan(0, population.Count);
                totalsOf(population, totals);
                Compare(population, totals, _twin.Counts(population));
            }
        }

        Decision = Networks.Decision.Of(_twin.Counts(_network.Readout));
    }

    /// <inheritdoc/>
    public void Dispose() => _twin.Dispose();

    void Compare(Population population, ReadOnlySpan<int> totals, ReadOnlySpan<int> activations)
    {
        Units += totals.Length;
        for (int i = 0; i < totals.Length; i++)
        {
            if (totals[i] == activations[i])
            {
                Equal++;
            }
            else
            {
                FirstDifference ??= $"neuron {i} of '{population.Name}': {totals[i]}, the twin {activations[i]}";
            }
        }
    }
}
