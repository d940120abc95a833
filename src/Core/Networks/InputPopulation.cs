namespace Neuromorphic.Core.Networks;

/// <summary>
/// The network's input: integers that stay constant while a sample is shown (direct coding). Their weighted sum is
/// computed once per sample and acts as a bias, so it costs multiply-accumulates, not synaptic events.
/// </summary>
public sealed class InputPopulation : Population
{
    /// <summary>An input whose integers lie from minimum to maximum.</summary>
    /// <param name="name">Name, as the user knows it.</param>
    /// <param name="shape">Shape, channels last.</param>
    /// <param name="step">The network input that one integer unit stands for, positive.</param>
    /// <param name="minimum">Smallest integer.</param>
    /// <param name="maximum">Largest integer.</param>
    public InputPopulation(string name, Shape shape, double step, int minimum, int maximum)
        : base(name, shape, [])
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, maximum);
        Step = step;
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>The network input that one integer unit stands for.</summary>
    public double Step { get; }

    /// <summary>Smallest integer.</summary>
    public int Minimum { get; }

    /// <summary>Largest integer.</summary>
    public int Maximum { get; }

    /// <inheritdoc/>
    public override bool Spikes => false;
}
