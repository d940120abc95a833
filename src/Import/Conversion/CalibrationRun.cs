using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Runs the calibration samples through the populations one by one while they are being converted, keeping the spikes of
/// those that are still read: what the next population will really see.
/// </summary>
sealed class CalibrationRun(IReadOnlyList<int[]> inputs, int timesteps) : IDisposable
{
    readonly Dictionary<Population, SpikeTrain[]> _accepted = [];
    SpikeTrain[] _latest = [];

    /// <summary>Number of samples.</summary>
    public int Samples => inputs.Count;

    /// <summary>How many samples can be kept in about half a gigabyte, at most 128.</summary>
    /// <param name="samples">Number of samples that there are.</param>
    /// <param name="timesteps">Timesteps per sample.</param>
    /// <param name="units">The most units whose spikes are kept at a time.</param>
    public static int AffordableSamples(int samples, int timesteps, long units)
    {
        const long Budget = 1L << 29;
        const int Enough = 128;
        long bytes = ((units / 8) + 64) * timesteps;
        return (int)Math.Min(Math.Min(samples, Enough), Budget / bytes);
    }

    /// <summary>Runs all samples through a population whose sources are accepted.</summary>
    /// <returns>Spikes per channel over all samples.</returns>
    public long[] Run(Population population)
    {
        if (_latest.Length == 0 || _latest[0].Units != population.Count)
        {
            Release(_latest);
            _latest = [.. inputs.Select(_ => new SpikeTrain(population.Count, timesteps))];
        }

        int workers = Math.Min(Environment.ProcessorCount, Math.Max(1, inputs.Count));
        int channels = population.Shape.Channels;
        long[][] sums = new long[workers][];
        Parallel.For(0, workers, worker =>
        {
            using var runner = new PopulationRunner(population, timesteps, KernelSet.Best);
            int[] counts = new int[population.Count];
            long[] sum = sums[worker] = new long[channels];
            for (int sample = worker; sample < inputs.Count; sample += workers)
            {
                int index = sample;
                runner.Run(inputs[sample], source => _accepted[source][index]);
                _latest[sample].CopyFrom(runner.Spikes);
                runner.Spikes.Count(counts);
                for (int i = 0; i < counts.Length; i++)
                {
                    sum[i % channels] += counts[i];
                }
            }
        });
        return [.. Enumerable.Range(0, channels).Select(c => sums.Sum(sum => sum[c]))];
    }

    /// <summary>Makes the spikes of the last run those of a population, for the populations that it reaches.</summary>
    public void Accept(Population population)
    {
        _accepted.Add(population, _latest);
        _latest = [];
    }

    /// <summary>Forgets the spikes of a population that reaches no population any more.</summary>
    public void Forget(Population population)
    {
        if (_accepted.Remove(population, out SpikeTrain[]? trains))
        {
            Release(trains);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release(_latest);
        foreach (SpikeTrain[] trains in _accepted.Values)
        {
            Release(trains);
        }
    }

    static void Release(SpikeTrain[] trains)
    {
        foreach (SpikeTrain train in trains)
        {
            train.Dispose();
        }
    }
}
