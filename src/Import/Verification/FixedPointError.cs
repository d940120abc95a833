using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Reference;
using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Conversion;

namespace Neuromorphic.Import.Verification;

/// <summary>
/// A converted population in float64, with the real weights, thresholds and biases, driven by the spikes that the integer
/// population got and sending what it sent: how far their potentials are apart, against the bound derived from rounding.
/// </summary>
/// <remarks>
/// In units of δ a weight is rounded to the nearest integer, so each spike that arrives over a synapse adds at most ½ times
/// its payload, each input integer x at most ½·|x| per timestep; soft resets subtract as many thresholds as the net count,
/// each rounded by at most ½ (a threshold below ½ is raised to 1, by at most 1); neurons with levels have none. A bias b = B + β, |β| ≤ ½, of which round(T·β) is in the start value, is off by
/// |round(T·β) − t·β| ≤ ½·(T − t) + ½ after t ≤ T steps, and ½ from then on. Integers are added without error. See docs/verification.md.
/// </remarks>
public static class FixedPointError
{
    /// <summary>Compares all populations of a recorded sample.</summary>
    /// <param name="network">The converted network.</param>
    /// <param name="record">What its integers did.</param>
    /// <returns>
    /// Cases are neurons and timesteps; the worst is the largest |fixed − float64| as a fraction of its bound, the bound 1.
    /// </returns>
    public static CheckOutcome Check(ConvertedNetwork network, NetworkRecord record)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(record);
        CheckOutcome? all = null;
        for (int p = 1; p < network.Network.Populations.Count; p++)
        {
            Population population = network.Network.Populations[p];
            UnroundedLayer? real = network.Populations.Single(one => one.Population == population).Unrounded;
            if (real is not null && PopulationReplay.ParametersOf(population) is not null)
            {
                CheckOutcome outcome = new Comparison(network.Network, p, record, real).Run();
                all = all?.With(outcome) ?? outcome;
            }
        }

        return all ?? CheckOutcome.OfBound(0, 0, 1, "");
    }

    /// <summary>One population in one sample.</summary>
    sealed class Comparison
    {
        readonly int _index;
        readonly Population _population;
        readonly NetworkRecord _record;
        readonly UnroundedLayer _real;
        readonly PopulationReplay _replay;
        readonly bool _resets;
        readonly double[] _potential;
        readonly double[] _events;
        readonly double[] _constant;
        readonly double[] _constantEvents;

        public Comparison(SpikingNetwork network, int index, NetworkRecord record, UnroundedLayer real)
        {
            _index = index;
            _population = network.Populations[index];
            _record = record;
            _real = real;
            _replay = new PopulationReplay(network, index, record);
            _resets = _population is NeuronPopulation and not ConversionPopulation { Levels: not null };
            int count = _population.Count;
            _potential = [.. Enumerable.Range(0, count).Select(real.Start)];
            _events = new double[count];
            _constant = [.. Enumerable.Range(0, count).Select(real.Bias)];
            _constantEvents = new double[count];
            for (int k = 0; k < _population.Projections.Count; k++)
            {
                for (int j = 0; _population.Projections[k].Source is InputPopulation && j < record.Input.Count; j++)
                {
                    Add(k, j, record.Input[j], _constant, _constantEvents);
                }
            }
        }

        public CheckOutcome Run()
        {
            long cases = 0;
            double worst = 0;
            string where = "";
            long[] fixedPoint = [.. _replay.Parameters.InitialPotential.ToArray().Select(v => (long)v)];
            long[] net = new long[_population.Count];
            long[] resets = new long[_population.Count];
            for (int t = 0; t < _replay.Timesteps; t++)
            {
                _replay.Step(t);
                Integrate(t);
                for (int i = 0; i < fixedPoint.Length; i++)
                {
                    if (_population is NeuronPopulation neurons && neurons.Amplitude[i] == 0)
                    {
                        // It never fires, and has no real threshold.
                        continue;
                    }

                    fixedPoint[i] += _replay.Current[i];
                    int sent = _resets ? _replay.Sent(i, t) : 0;
                    if (sent != 0)
                    {
                        fixedPoint[i] -= (long)sent * _replay.Parameters.Threshold[i];
                        _potential[i] -= sent * _real.Threshold(i);
                        net[i] += sent;
                        resets[i] += Math.Abs(sent);
                    }

                    // The end of the run is what the kernels left, not what the replay says they should have.
                    long v = t == _replay.Timesteps - 1 ? _record.Potentials(_index)[i] : fixedPoint[i];
                    double ratio = Math.Abs(v - _potential[i]) / Bound(i, t + 1, net[i], resets[i]);
                    cases++;
                    if (!(ratio <= worst))
                    {
                        worst = ratio;
                        where = $"neuron {i} of '{_population.Name}' at timestep {t}";
                    }
                }
            }

            return CheckOutcome.OfBound(cases, worst, 1, where);
        }

        /// <summary>The derived bound after a number of steps.</summary>
        double Bound(int neuron, int steps, long net, long resets)
        {
            double rounded = _events[neuron] / 2;
            double thresholds = net == 0 ? 0 : Math.Abs(net) * (_real.Threshold(neuron) < 0.5 ? 1 : 0.5);
            double bias = (Math.Max(0, _record.BiasTimesteps - steps) / 2.0) + 0.5;
            double float64 = (_events[neuron] + resets + (3 * steps)) * ErrorBound.Float64Operation;
            return rounded + thresholds + bias + float64;
        }

        void Integrate(int timestep)
        {
            for (int i = 0; i < _potential.Length && timestep < _record.BiasTimesteps; i++)
            {
                _potential[i] += _constant[i];
                _events[i] += _constantEvents[i];
            }

            foreach (PopulationReplay.Arrival arrival in _replay.Arrivals)
            {
                Add(arrival.Projection, arrival.Source, arrival.Factor, _potential, _events);
            }
        }

        void Add(int projection, int source, int factor, double[] sums, double[] events)
        {
            if (factor != 0)
            {
                _real.VisitWeights(projection, source, (target, weight) =>
                {
                    sums[target] += weight * factor;
                    events[target] += Math.Abs((double)factor);
                });
            }
        }
    }
}
