using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Activity;

namespace Neuromorphic.Emulator.Runs;

/// <summary>Whether two runs of one program gave the same, and whether a run counted what its spikes say.</summary>
public static class RunComparison
{
    /// <summary>Compares how long samples took, decisions, final potentials, every count per core and timestep, and the traversals of every link.</summary>
    /// <param name="one">A run.</param>
    /// <param name="other">Another run of the same program and samples.</param>
    /// <returns>The worst is the number of values that differ, the bound 0.</returns>
    /// <exception cref="ArgumentException">The runs are of different programs or numbers of samples.</exception>
    public static CheckOutcome Equal(ChipRunResult one, ChipRunResult other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Program != other.Program || one.Samples != other.Samples || one.Timesteps != other.Timesteps)
        {
            throw new ArgumentException("the runs are not of the same program and samples", nameof(other));
        }

        long cases = 0;
        long differences = 0;
        string first = "";
        for (int sample = 0; sample < one.Samples; sample++)
        {
            Look([one.ChipTimesteps(sample)], (ReadOnlySpan<int>)[other.ChipTimesteps(sample)], $"timesteps of sample {sample}");
            Look(one.Decisions(sample), other.Decisions(sample), $"decisions of sample {sample}");
            Look(one.FinalPotentials(sample), other.FinalPotentials(sample), $"potentials of sample {sample}");
        }

        Look((ReadOnlySpan<long>)one.Activity.Counts, other.Activity.Counts, "counts of cores");
        Look(one.Activity.Links, other.Activity.Links, "traversals of links");
        return CheckOutcome.OfDifferences(cases, differences, first);

        void Look<T>(ReadOnlySpan<T> mine, ReadOnlySpan<T> theirs, string what)
            where T : IEquatable<T>
        {
            int length = Math.Max(mine.Length, theirs.Length);
            cases += length;
            for (int i = 0; i < length; i++)
            {
                if (i >= mine.Length || i >= theirs.Length || !mine[i].Equals(theirs[i]))
                {
                    differences++;
                    first = first.Length == 0 ? what : first;
                }
            }
        }
    }

    /// <summary>Whether a run's synaptic events are the sum of spikes × fan-out over its samples.</summary>
    /// <param name="run">A run with all samples done.</param>
    /// <param name="records">What the network did in each of its samples.</param>
    /// <returns>Cases are events; the worst is |counted − Σ spikes × fan-out|, the bound 0.</returns>
    public static CheckOutcome Events(ChipRunResult run, IEnumerable<NetworkRecord> records)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(records);
        long expected = records.Sum(record => record.SynapticEvents(run.Program.Network));
        long counted = run.Activity.Total[ActivityKind.SynapticEvents];
        return CheckOutcome.OfDifferences(expected, Math.Abs(counted - expected), $"counted {counted}, spikes × fan-out {expected}");
    }
}
