using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Emulator.Decisions;

/// <summary>
/// How the evidence of one sample grew: after each timestep of the read-out the class that leads and by how much. Evidence is
/// the potential of the read-out, which adds up over time.
/// </summary>
public sealed class EvidenceTrace
{
    readonly int[] _leaders;
    readonly double[] _margins;

    /// <summary>A trace.</summary>
    /// <param name="leaders">The class with the most evidence after each timestep; at least one.</param>
    /// <param name="margins">Its evidence minus that of the second, in logits added up over the timesteps; at least 0.</param>
    public EvidenceTrace(int[] leaders, double[] margins)
    {
        ArgumentNullException.ThrowIfNull(leaders);
        ArgumentNullException.ThrowIfNull(margins);
        if (leaders.Length == 0 || leaders.Length != margins.Length)
        {
            throw new ArgumentException("a trace has as many leaders as margins, at least one", nameof(margins));
        }

        _leaders = leaders;
        _margins = margins;
    }

    /// <summary>Timesteps of the read-out.</summary>
    public int Timesteps => _leaders.Length;

    /// <summary>The class that leads after a number of timesteps, from 1; after the end the last one stays.</summary>
    public int Leader(int timesteps) => _leaders[Math.Min(timesteps, Timesteps) - 1];

    /// <summary>By how much it leads.</summary>
    public double Margin(int timesteps) => _margins[Math.Min(timesteps, Timesteps) - 1];

    /// <summary>For how many timesteps it has led without a break.</summary>
    public int Settled(int timesteps)
    {
        int last = Math.Min(timesteps, Timesteps) - 1;
        int first = last;
        while (first > 0 && _leaders[first - 1] == _leaders[last])
        {
            first--;
        }

        return timesteps - first;
    }

    /// <summary>The trace of the sample that a simulator ran last.</summary>
    /// <param name="simulator">The simulator.</param>
    /// <param name="readout">Its network's read-out.</param>
    /// <param name="noise">
    /// Standard deviation, in logits, of a normal number added to the evidence of each class in each timestep, as in models of
    /// human decisions; 0 for none.
    /// </param>
    /// <param name="key">Key of the random numbers of this sample.</param>
    public static EvidenceTrace Of(NetworkSimulator simulator, ReadoutPopulation readout, double noise, ulong key)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        ArgumentNullException.ThrowIfNull(readout);
        int steps = simulator.Steps(readout);
        int[] leaders = new int[steps];
        double[] margins = new double[steps];
        double[] added = new double[readout.Count];
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<int> potentials = simulator.Readout(t);
            int leader = 0;
            double first = double.NegativeInfinity;
            double second = double.NegativeInfinity;
            for (int c = 0; c < potentials.Length; c++)
            {
                if (noise > 0)
                {
                    added[c] += noise * StandardNormal.Quantile(CounterHash.Unit(CounterHash.At(key, ((ulong)t * (ulong)readout.Count) + (ulong)c)));
                }

                double evidence = (potentials[c] * readout.Step) + added[c];
                if (evidence > first)
                {
                    (first, second, leader) = (evidence, first, c);
                }
                else
                {
                    second = Math.Max(second, evidence);
                }
            }

            leaders[t] = leader;
            margins[t] = potentials.Length > 1 ? first - second : 0;
        }

        return new EvidenceTrace(leaders, margins);
    }
}
