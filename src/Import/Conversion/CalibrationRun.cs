using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Runs the calibration samples through the populations one by one while they are being converted, keeping the spikes of
/// the last one: what the next population will really see.
/// </summary>
sealed class CalibrationRun(IReadOnlyList<int[]> inputs, int timesteps) : IDisposable
{
    readonly SpikeTrain?[] _accepted = new SpikeTrain?[inputs.Count];
    readonly SpikeTrain?[] _latest = new SpikeTrain?[inputs.Count];

    /// <summary>Number of samples.</summary>
    public int Samples => inputs.Count;

    /// <summary>How many samples can be kept in about half a gigabyte, at most 128.</summary>
    public static int AffordableSamples(int samples, int timesteps, int largestPopulation)
    {
        const long Budget = 1L << 29;
        const int Enough = 128;
        long bytes = (((long)largestPopulation / 8) + 64) * timesteps * 2;
        return (int)Math.Min(Math.Min(samples, Enough), Budget / bytes);
    }

    /// <summary>Runs all samples through a population that follows the accepted one.</summary>
    /// <returns>Spikes per channel over all samples.</returns>
    public long[] Run(Population population)
    {
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
                SpikeTrain? source = _accepted[sample];
                runner.Run(inputs[sample], _ => source!);
                if (_latest[sample]?.Units != population.Count)
                {
                    _latest[sample]?.Dispose();
                    _latest[sample] = new SpikeTrain(population.Count, timesteps);
                }

                _latest[sample]!.CopyFrom(runner.Spikes);
                runner.Spikes.Count(counts);
                for (int i = 0; i < counts.Length; i++)
                {
                    sum[i % channels] += counts[i];
                }
            }
        });
        return [.. Enumerable.Range(0, channels).Select(c => sums.Sum(sum => sum[c]))];
    }

    /// <summary>Makes the spikes of the last run the source of the next population.</summary>
    public void Accept()
    {
        for (int sample = 0; sample < inputs.Count; sample++)
        {
            (_accepted[sample], _latest[sample]) = (_latest[sample], _accepted[sample]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SpikeTrain? train in _accepted.Concat(_latest))
        {
            train?.Dispose();
        }
    }
}
