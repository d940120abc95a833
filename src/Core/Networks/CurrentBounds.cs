namespace Neuromorphic.Core.Networks;

/// <summary>
/// What can reach the units of a population, at least and at most, for every possible input: in one timestep, and in all
/// that have passed. Partial sums are included, in whatever order they are taken.
/// </summary>
sealed class CurrentBounds
{
    readonly (long Low, long High)[] _step;
    readonly (long Low, long High)[] _received;

    CurrentBounds(int count)
    {
        _step = new (long, long)[count];
        _received = new (long, long)[count];
    }

    /// <summary>The bounds of a population.</summary>
    /// <param name="population">Neurons or a read-out.</param>
    /// <param name="bias">Biases, which act in the first T timesteps.</param>
    /// <param name="timesteps">T.</param>
    public static CurrentBounds Of(Population population, ReadOnlySpan<int> bias, int timesteps)
    {
        var bounds = new CurrentBounds(population.Count);
        for (int i = 0; i < bias.Length; i++)
        {
            Widen(ref bounds._step[i], bias[i], 0, 1);
            Widen(ref bounds._received[i], bias[i], 0, timesteps);
        }

        foreach (Projection projection in population.Projections)
        {
            bounds.Add(projection, timesteps);
        }

        return bounds;
    }

    /// <summary>Bounds of the current in one timestep.</summary>
    public (long Low, long High) Step(int unit) => _step[unit];

    /// <summary>Bounds of all that was received.</summary>
    public (long Low, long High) Received(int unit) => _received[unit];

    void Add(Projection projection, int timesteps)
    {
        (long low, long high) step = (projection.Source.Code.Smallest, projection.Source.Code.Largest);
        (long low, long high) count = NetCounts(projection.Source, timesteps);
        if (projection.Source is InputPopulation input)
        {
            step = (input.Minimum, input.Maximum);
            count = ((long)input.Minimum * timesteps, (long)input.Maximum * timesteps);
        }

        int[] targets = new int[projection.Synapses.MaxFanOut];
        sbyte[] weights = new sbyte[targets.Length];
        for (int j = 0; j < projection.Source.Count; j++)
        {
            int synapses = projection.Synapses.CopySynapses(j, targets, weights);
            for (int k = 0; k < synapses; k++)
            {
                Widen(ref _step[targets[k]], weights[k], step.low, step.high);
                Widen(ref _received[targets[k]], weights[k], count.low, count.high);
            }
        }
    }

    /// <summary>What the net count of a source can be at any time.</summary>
    static (long Low, long High) NetCounts(Population source, int timesteps) => source switch
    {
        ConversionPopulation neurons => (neurons.LowestCount, neurons.HighestCount),
        MaxPoolPopulation pool => NetCounts(pool.Projections[0].Source, timesteps),
        _ => (0, RunLength.MostSteps(source, timesteps)),
    };

    static void Widen(ref (long Low, long High) bounds, long factor, long low, long high)
    {
        long first = factor * low;
        long second = factor * high;
        bounds.Low += Math.Min(0, Math.Min(first, second));
        bounds.High += Math.Max(0, Math.Max(first, second));
    }
}
