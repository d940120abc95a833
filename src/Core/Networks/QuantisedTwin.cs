using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// The network without time: each neuron's spike count as one integer activation,
/// n = clip(⌊(T·B + Σ W·n_source + v₀) / Θ⌋, 0, T), for neurons with a limit Smax in place of T, for neurons with levels
/// n = level(T·B + Σ W·n_source + v₀). What a spiking neuron would emit if its input arrived evenly, and exactly what
/// conversion neurons emit that run until quiet, count first or tell by time.
/// </summary>
/// <remarks>
/// It is the conventional quantised network of the same capacity (⌈log₂(T+1)⌉-bit activations), the fair baseline for
/// energy, and the yardstick for unevenness: where the spiking count differs from it for the same inputs, the arrival
/// order did it, not clipping or rounding.
/// </remarks>
public sealed class QuantisedTwin : IDisposable
{
    readonly SpikingNetwork _network;
    readonly Dictionary<Population, int[]> _counts = [];
    readonly Dictionary<Population, TwinPopulation> _populations = [];
    readonly Func<Population, int[]> _countsOf;

    /// <summary>A twin of a network that runs for a number of timesteps.</summary>
    public QuantisedTwin(SpikingNetwork network, int timesteps, KernelSet kernels)
    {
        _network = network;
        _countsOf = source => _counts[source];
        foreach (Population population in network.Populations)
        {
            _counts.Add(population, new int[population.Count]);
            if (population is not InputPopulation)
            {
                _populations.Add(population, new TwinPopulation(population, timesteps, kernels));
            }
        }
    }

    /// <summary>Bits that hold the activations 0 to T.</summary>
    public static int ActivationBits(int timesteps) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)timesteps);

    /// <summary>Bits that hold every activation of a network's populations: 0 to T, or those that its neurons can have.</summary>
    /// <param name="network">The network.</param>
    /// <param name="timesteps">T.</param>
    public static int ActivationBits(SpikingNetwork network, int timesteps)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Populations.OfType<NeuronPopulation>()
            .Select(population => population is ConversionPopulation neurons ? neurons.HighestCount - neurons.LowestCount : timesteps)
            .DefaultIfEmpty(timesteps)
            .Max(ActivationBits);
    }

    /// <summary>Activations of a population in the last run: spike counts, or the potentials of the read-out.</summary>
    public ReadOnlySpan<int> Counts(Population population) => _counts[population];

    /// <summary>Runs one sample.</summary>
    /// <param name="input">The input's integers, channels last.</param>
    public void Run(ReadOnlySpan<int> input)
    {
        input.CopyTo(_counts[_network.Input]);
        foreach (Population population in _network.Populations.Skip(1))
        {
            Evaluate(population, _countsOf, _counts[population]);
        }
    }

    /// <summary>Activations of one population for given activations of its sources.</summary>
    /// <param name="population">Any population but the input.</param>
    /// <param name="activations">Activations of a source: the integers of the input, net counts elsewhere.</param>
    /// <param name="result">Receives one activation per unit.</param>
    public void Evaluate(Population population, Func<Population, int[]> activations, Span<int> result) =>
        _populations[population].Evaluate(activations, result);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TwinPopulation population in _populations.Values)
        {
            population.Dispose();
        }
    }
}
