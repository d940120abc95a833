using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Import.Conversion;

/// <summary>Calibration samples as spikes in time, for neurons whose counts depend on when spikes arrive.</summary>
/// <param name="inputs">The samples' integers.</param>
/// <param name="timesteps">Timesteps per sample.</param>
sealed class SpikingCalibration(IReadOnlyList<int[]> inputs, int timesteps) : CalibrationRun
{
    readonly Dictionary<Population, SpikeTrain[]> _accepted = [];
    SpikeTrain[] _latest = [];

    /// <inheritdoc/>
    public override int Samples => inputs.Count;

    /// <summary>How many samples can be kept.</summary>
    /// <param name="samples">Number of samples that there are.</param>
    /// <param name="timesteps">Timesteps per sample.</param>
    /// <param name="units">The most units whose spikes are kept at a time.</param>
    /// <param name="bitsPerSpike">Bits that are kept per unit and timestep.</param>
    public static int AffordableSamples(int samples, int timesteps, long units, int bitsPerSpike)
    {
        long bytes = ((units * bitsPerSpike / 8) + 64) * timesteps;
        return (int)Math.Min(Math.Min(samples, EnoughSamples), MemoryBudget / bytes);
    }

    /// <inheritdoc/>
    public override long[] Run(Population population)
    {
        if (_latest.Length == 0 || _latest[0].Units != population.Count || _latest[0].Code != population.Code)
        {
            Release(_latest);
            _latest = [.. inputs.Select(_ => new SpikeTrain(population.Count, RunLength.MostSteps(population, timesteps), population.Code))];
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
                runner.Spikes.Total(counts);
                for (int i = 0; i < counts.Length; i++)
                {
                    sum[i % channels] += counts[i];
                }
            }
        });
        return [.. Enumerable.Range(0, channels).Select(c => sums.Sum(sum => sum[c]))];
    }

    /// <inheritdoc/>
    public override void Accept(Population population)
    {
        _accepted.Add(population, _latest);
        _latest = [];
    }

    /// <inheritdoc/>
    public override void Forget(Population population)
    {
        if (_accepted.Remove(population, out SpikeTrain[]? trains))
        {
            Release(trains);
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<int[]> Sums(ReadoutPopulation readout)
    {
        int[][] sums = new int[inputs.Count][];
        int workers = Math.Min(Environment.ProcessorCount, Math.Max(1, inputs.Count));
        Parallel.For(0, workers, worker =>
        {
            using var runner = new PopulationRunner(readout, timesteps, KernelSet.Best);
            for (int sample = worker; sample < inputs.Count; sample += workers)
            {
                int index = sample;
                runner.Run(inputs[sample], source => _accepted[source][index]);
                sums[sample] = runner.Potentials.ToArray();
            }
        });
        return sums;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
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
