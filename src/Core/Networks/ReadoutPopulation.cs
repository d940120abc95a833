namespace Neuromorphic.Core.Networks;

/// <summary>
/// The network's output: accumulators that never fire. The potential after t steps, times step ÷ t, is the logit; all
/// classes share one step, so the largest potential is the decision.
/// </summary>
public sealed class ReadoutPopulation : Population
{
    /// <summary>Accumulators, one per class.</summary>
    /// <param name="name">Name, as the user knows it.</param>
    /// <param name="shape">Shape, channels last.</param>
    /// <param name="projections">The synapses that reach it.</param>
    /// <param name="bias">Bias per class, added in every timestep.</param>
    /// <param name="initialPotential">Potential per class at the start of a sample.</param>
    /// <param name="step">The logit that one unit of potential per timestep stands for, positive.</param>
    public ReadoutPopulation(
        string name,
        Shape shape,
        IReadOnlyList<Projection> projections,
        ReadOnlySpan<int> bias,
        ReadOnlySpan<int> initialPotential,
        double step)
        : base(name, shape, projections)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        Parameters = NeuronParameters.WithoutThreshold(shape.Count, bias, initialPotential);
        Step = step;
    }

    /// <inheritdoc/>
    public override bool Spikes => false;

    /// <summary>Biases and start values; the thresholds are never reached.</summary>
    public NeuronParameters Parameters { get; }

    /// <summary>The logit that one unit of potential per timestep stands for.</summary>
    public double Step { get; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Parameters.Dispose();
        base.Dispose(disposing);
    }
}
