using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion.Paths;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Chooses what one integer unit stands for in each channel of a population, and rounds the weights of all synapses that
/// reach it: one unit must serve every branch.
/// </summary>
/// <param name="limit">Largest magnitude of an integer weight.</param>
/// <param name="file">The model's file.</param>
/// <param name="node">The node that is named where it takes too much memory.</param>
sealed class WeightQuantiser(int limit, string file, string node)
{
    readonly List<(Population Source, LinearMap Map, double[] Amplitude)> _branches = [];

    /// <summary>Adds a branch.</summary>
    /// <param name="source">The population that it comes from.</param>
    /// <param name="map">Its weights.</param>
    public void Add(Population source, LinearMap map) => _branches.Add((source, map, AmplitudeOf(source).ToArray()));

    /// <summary>The real weights of each branch, and what one spike of each of its sources stands for.</summary>
    public IReadOnlyList<(LinearMap Map, double[] Amplitude)> Maps => [.. _branches.Select(branch => (branch.Map, branch.Amplitude))];

    /// <summary>Per target channel the largest |weight × amplitude| of all branches.</summary>
    public double[] Largest(int channels)
    {
        double[] largest = new double[channels];
        foreach ((_, LinearMap map, double[] amplitude) in _branches)
        {
            map.VisitMagnitudes(amplitude, (c, magnitude) => largest[c] = Math.Max(largest[c], magnitude));
        }

        return largest;
    }

    /// <summary>A unit for each channel: its largest weight fills the integer range.</summary>
    /// <param name="fullScale">Full scale per channel.</param>
    public double[] ChannelSteps(double[] fullScale)
    {
        // A channel without any weight still has a bias; this resolves it well.
        const double UnitsPerThreshold = 1024;
        double[] step = Largest(fullScale.Length);
        for (int c = 0; c < step.Length; c++)
        {
            step[c] = step[c] > 0 ? step[c] / limit
                : fullScale[c] > 0 ? fullScale[c] / UnitsPerThreshold
                : 1;
        }

        return step;
    }

    /// <summary>
    /// Units for which all full scales are the same power of two, the largest one with which every weight keeps to the
    /// integer range.
    /// </summary>
    /// <param name="fullScale">Full scale per channel.</param>
    public double[] PowerOfTwoSteps(double[] fullScale)
    {
        const int MostBits = 20;
        double[] step = ChannelSteps(fullScale);
        double coarsest = fullScale.Select((scale, c) => scale > 0 ? scale / step[c] : double.PositiveInfinity).Min();
        int bits = Math.Clamp((int)Math.Floor(Math.Log2(coarsest)), 0, MostBits);
        for (int c = 0; c < step.Length; c++)
        {
            step[c] = fullScale[c] > 0 ? fullScale[c] / (1 << bits) : step[c];
        }

        return step;
    }

    /// <summary>The synapses, rounded: one projection per branch, and behind them those with what bytes leave over.</summary>
    /// <param name="step">What one unit stands for, per target channel.</param>
    /// <exception cref="ModelException">What is left over takes too much memory.</exception>
    public IReadOnlyList<Projection> Round(double[] step)
    {
        List<Projection> projections =
            [.. _branches.Select(branch => new Projection(branch.Source, branch.Map.Quantise(branch.Amplitude, step, Math.Min(limit, Remainder.Stored))))];
        for (int k = 0; k < _branches.Count && limit > Remainder.Stored; k++)
        {
            if (Remainder.Of(_branches[k].Map, _branches[k].Amplitude, step, limit, Refusal) is { } rest)
            {
                projections.Add(new(_branches[k].Source, rest));
            }
        }

        return projections;
    }

    ModelException Refusal() => new(
        file,
        $"node '{Printable.Name(node)}'",
        $"more than {Remainder.MostSynapses:N0} of its weights need a second synapse",
        "Use 8 weight bits or fewer (--weight-bits)");

    /// <summary>Per unit what one spike per timestep stands for; for the input what one integer unit stands for.</summary>
    public static ReadOnlySpan<double> AmplitudeOf(Population population) => population switch
    {
        NeuronPopulation neurons => neurons.Amplitude,
        MaxPoolPopulation pool => pool.Amplitude,
        InputPopulation input => Enumerable.Repeat(input.Step, input.Count).ToArray(),
        _ => throw new InvalidOperationException($"'{population.Name}' sends nothing"),
    };
}
