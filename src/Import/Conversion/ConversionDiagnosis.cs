using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Conversion;

/// <summary>Compares a converted network, population by population, with the activations in ONNX Runtime.</summary>
/// <param name="Samples">Samples compared.</param>
/// <param name="Layers">One entry per population that spikes, in order.</param>
public sealed record ConversionDiagnosis(int Samples, IReadOnlyList<LayerDiagnosis> Layers)
{
    /// <summary>Below this correlation a population no longer carries its activation.</summary>
    const double BadCorrelation = 0.9;

    /// <summary>The first population that does not carry its activation, or null.</summary>
    public LayerDiagnosis? FirstBadLayer => Layers.FirstOrDefault(layer => layer.Correlation is < BadCorrelation);

    /// <summary>Runs samples through both networks.</summary>
    /// <param name="conversion">The converted network.</param>
    /// <param name="twin">The model in ONNX Runtime.</param>
    /// <param name="batch">Samples one behind the other, in ONNX's order.</param>
    /// <param name="encoded">The same samples as the network's input integers, channels last.</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    /// <param name="timesteps">Timesteps per sample.</param>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public static ConversionDiagnosis Measure(
        ConvertedNetwork conversion,
        OnnxRuntimeTwin twin,
        ReadOnlySpan<float> batch,
        Func<int, int[]> encoded,
        int samples,
        int timesteps,
        KernelSet kernels)
    {
        List<Tally> tallies = [.. conversion.Populations.Where(p => p.Population.Spikes).Select(p => new Tally(p))];
        if (tallies.Count == 0)
        {
            return new(samples, []);
        }

        using var simulator = new NetworkSimulator(conversion.Network, timesteps, kernels);
        using var quantised = new QuantisedTwin(conversion.Network, timesteps, kernels);
        var counts = new List<Dictionary<Population, int[]>>();
        ILookup<string, Tally> byValue = tallies.ToLookup(tally => tally.ValueName);
        int chunk = -1;
        ActivationObserver.Run(twin, conversion.Network.Input.Name, batch, samples, [.. byValue.Select(group => group.Key)], (first, count, value, elements) =>
        {
            if (first != chunk)
            {
                chunk = first;
                counts.Clear();
                for (int k = 0; k < count; k++)
                {
                    counts.Add(CountsOf(simulator, conversion.Network, encoded(first + k)));
                    foreach (Tally tally in tallies)
                    {
                        quantised.Evaluate(tally.Population, source => counts[^1][source], tally.Even);
                        tally.AddUneven(counts[k][tally.Population]);
                        tally.AddSpikes(simulator);
                    }
                }
            }

            int width = elements.Length / count;
            foreach (Tally tally in byValue[value])
            {
                for (int k = 0; k < count; k++)
                {
                    tally.Add(counts[k][tally.Population], elements.Slice(k * width, width), timesteps);
                }
            }
        });

        return new(samples, [.. tallies.Select(tally => tally.Result(samples))]);
    }

    static Dictionary<Population, int[]> CountsOf(NetworkSimulator simulator, SpikingNetwork network, int[] input)
    {
        simulator.Run(input);
        var counts = new Dictionary<Population, int[]> { [network.Input] = input };
        foreach (Population population in network.Populations.Where(p => p.Spikes))
        {
            int[] of = new int[population.Count];
            simulator.Total(population, of);
            counts.Add(population, of);
        }

        return counts;
    }

    static int Equal(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int equal = 0;
        for (int i = 0; i < a.Length; i++)
        {
            equal += a[i] == b[i] ? 1 : 0;
        }

        return equal;
    }

    /// <summary>Sums over units and samples of one population.</summary>
    sealed class Tally(ConvertedPopulation converted)
    {
        readonly bool[] _alive = new bool[converted.Population.Count];
        readonly bool[] _wanted = new bool[converted.Population.Count];
        readonly double[] _amplitude = (converted.Population switch
        {
            NeuronPopulation neurons => neurons.Amplitude,
            MaxPoolPopulation pool => pool.Amplitude,
            _ => [],
        }).ToArray();

        readonly int[] _spikesOf = new int[converted.Population.Count];
        readonly int _highest = Range(converted.Population).Highest;
        readonly int _lowest = Range(converted.Population).Lowest;

        double _x;
        double _y;
        double _xx;
        double _yy;
        double _xy;
        double _error;
        long _spikes;
        long _saturated;
        long _uneven;

        public Population Population => converted.Population;

        public string ValueName => converted.ValueName;

        public int[] Even { get; } = new int[converted.Population.Count];

        public void AddUneven(int[] counts) => _uneven += counts.Length - Equal(counts, Even);

        public void AddSpikes(NetworkSimulator simulator)
        {
            simulator.CountSpikes(Population, _spikesOf);
            foreach (int spikes in _spikesOf)
            {
                _spikes += spikes;
            }
        }

        public void Add(int[] counts, ReadOnlySpan<float> activation, int timesteps)
        {
            int highest = Math.Min(_highest, Population.Code.Kind == SpikeKind.Binary ? timesteps : int.MaxValue);
            for (int k = 0; k < activation.Length; k++)
            {
                int i = converted.ValueShape.ToChannelsLast(k);
                double x = counts[i] * _amplitude[i] / timesteps;
                double y = converted.Activation(activation[k]);
                _x += x;
                _y += y;
                _xx += x * x;
                _yy += y * y;
                _xy += x * y;
                _error += (x - y) * (x - y);
                _saturated += counts[i] == highest || (counts[i] < 0 && counts[i] == _lowest) ? 1 : 0;
                _alive[i] |= counts[i] != 0;

                // Less than half a level rounds to no spike, rightly.
                _wanted[i] |= Math.Abs(y) > _amplitude[i] / (2 * timesteps);
            }
        }

        /// <summary>The net counts between which a unit's lie.</summary>
        static (int Lowest, int Highest) Range(Population population) => population switch
        {
            ConversionPopulation neurons => (neurons.LowestCount, neurons.HighestCount),
            MaxPoolPopulation pool => Range(pool.Projections[0].Source),
            _ => (0, int.MaxValue),
        };

        public LayerDiagnosis Result(int samples)
        {
            double n = (double)samples * Population.Count;
            double variance = (_xx - (_x * _x / n)) * (_yy - (_y * _y / n));
            return new(
                Population.Name,
                Population.Count,
                _spikes / n,
                variance > 0 ? (_xy - (_x * _y / n)) / Math.Sqrt(variance) : null,
                _yy > 0 ? Math.Sqrt(_error / _yy) : null,
                _saturated / n,
                _alive.Zip(_wanted).Count(unit => !unit.First && unit.Second) / (double)Population.Count,
                _uneven / n,
                converted.ThresholdBits);
        }
    }
}
