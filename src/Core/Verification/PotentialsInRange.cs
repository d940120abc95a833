using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Verification;

/// <summary>Whether the proof of no overflow holds, and whether what was run stays inside what was proven.</summary>
public static class PotentialsInRange
{
    /// <summary>The bits that the potentials, the partial sums and the twin's sums need.</summary>
    /// <param name="ranges">The proven ranges.</param>
    /// <returns>Cases are populations; the worst is the number of bits of a two's complement integer, the bound 32.</returns>
    public static CheckOutcome CheckProof(IReadOnlyList<PotentialRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        PotentialRange? worst = ranges.MaxBy(BitsOf);
        return CheckOutcome.OfBound(
            ranges.Count, worst is null ? 0 : BitsOf(worst), 32, worst is null ? "" : $"'{worst.Population.Name}'");

        static int BitsOf(PotentialRange range) => (range with { Maximum = Math.Max(range.Maximum, range.TotalMaximum) }).Bits;
    }

    /// <summary>Whether every potential of a recorded sample, before its reset, is inside the proven range.</summary>
    /// <param name="network">The network that was run.</param>
    /// <param name="ranges">The proven ranges.</param>
    /// <param name="record">The record.</param>
    /// <returns>
    /// Cases are neurons and timesteps; the worst is the largest fraction of its proven bound that a potential reached, the
    /// bound 1. Something sent that the potential does not explain by the neuron's definition, or not sent, is a fraction without end.
    /// </returns>
    public static CheckOutcome Check(SpikingNetwork network, IReadOnlyList<PotentialRange> ranges, NetworkRecord record)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(record);
        long cases = 0;
        double worst = 0;
        string where = "";
        for (int p = 1; p < network.Populations.Count; p++)
        {
            Population population = network.Populations[p];
            if (PopulationReplay.ParametersOf(population) is null)
            {
                continue;
            }

            PotentialRange range = ranges.Single(one => one.Population == population);
            PopulationReplay replay = new(network, p, record);
            NeuronDefinition? definition = population is NeuronPopulation neurons ? new(neurons, replay.Timesteps) : null;
            bool resets = NeuronDefinition.Resets(population);
            long[] potential = [.. replay.Parameters.InitialPotential.ToArray().Select(v => (long)v)];
            for (int t = 0; t < replay.Timesteps; t++)
            {
                replay.Step(t);
                for (int i = 0; i < potential.Length; i++)
                {
                    long v = potential[i] + replay.Current[i];
                    long sent = replay.Sent(i, t);
                    double fraction = sent != (definition?.Sends(i, v, t) ?? 0) ? double.PositiveInfinity : Fraction(v, range);
                    potential[i] = resets ? v - (sent * replay.Parameters.Threshold[i]) : v;
                    cases++;
                    if (fraction > worst)
                    {
                        worst = fraction;
                        where = $"neuron {i} of '{population.Name}' at timestep {t}";
                    }
                }
            }
        }

        return CheckOutcome.OfBound(cases, worst, 1, where);
    }

    static double Fraction(long v, PotentialRange range)
    {
        long bound = v >= 0 ? range.Maximum : range.Minimum;
        return v == 0 ? 0 : bound == 0 ? double.PositiveInfinity : (double)v / bound;
    }
}
