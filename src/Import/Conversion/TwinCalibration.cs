using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Calibration samples as activations of the integer twin, for neurons that end up with exactly these: no time needs to
/// pass.
/// </summary>
/// <param name="inputs">The samples' integers.</param>
/// <param name="timesteps">Timesteps per sample.</param>
/// <param name="file">The model's file.</param>
sealed class TwinCalibration(IReadOnlyList<int[]> inputs, int timesteps, string file) : CalibrationRun
{
    readonly Dictionary<Population, int[][]> _accepted = [];
    int[][] _latest = [];

    /// <inheritdoc/>
    public override int Samples => inputs.Count;

    /// <summary>How many samples can be kept.</summary>
    /// <param name="samples">Number of samples that there are.</param>
    /// <param name="units">The most units whose activations are kept at a time.</param>
    public static int AffordableSamples(int samples, long units) =>
        (int)Math.Min(Math.Min(samples, EnoughSamples), MemoryBudget / ((units * sizeof(int)) + 64));

    /// <inheritdoc/>
    public override long[] Run(Population population)
    {
        _latest = Evaluate(population);
        long[] sums = new long[population.Shape.Channels];
        foreach (int[] counts in _latest)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                sums[i % sums.Length] += counts[i];
            }
        }

        return sums;
    }

    /// <inheritdoc/>
    public override void Accept(Population population)
    {
        _accepted.Add(population, _latest);
        _latest = [];
    }

    /// <inheritdoc/>
    public override void Forget(Population population) => _accepted.Remove(population);

    /// <inheritdoc/>
    protected override IReadOnlyList<int[]> Sums(ReadoutPopulation readout) => Evaluate(readout);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _accepted.Clear();

    int[][] Evaluate(Population population)
    {
        int[][] results = new int[inputs.Count][];
        int workers = Math.Min(Environment.ProcessorCount, Math.Max(1, inputs.Count));
        try
        {
            Parallel.For(0, workers, worker =>
            {
                using var twin = new TwinPopulation(population, timesteps, KernelSet.Best);
                for (int sample = worker; sample < inputs.Count; sample += workers)
                {
                    int index = sample;
                    results[sample] = new int[population.Count];
                    twin.Evaluate(source => source is InputPopulation ? inputs[index] : _accepted[source][index], results[sample]);
                }
            });
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is OverflowException))
        {
            throw new ModelException(
                file,
                $"node '{Printable.Name(population.Name)}'",
                $"its sums exceed 32 bits over {timesteps} timesteps on the calibration data",
                "Use fewer timesteps (--timesteps) or weight bits (--weight-bits)");
        }

        return results;
    }
}
