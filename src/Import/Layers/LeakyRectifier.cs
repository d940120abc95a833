namespace Neuromorphic.Import.Layers;

/// <summary>x where x ≥ 0, otherwise Slopes[channel] × x: LeakyRelu and PRelu.</summary>
/// <param name="Slopes">Finite slope of the negative side per channel, or one for all.</param>
public sealed record LeakyRectifier(IReadOnlyList<float> Slopes) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => Slopes.Count == 1 ? "LeakyRelu" : "PRelu";

    /// <inheritdoc/>
    public override bool IsMonotone => Slopes.All(slope => slope >= 0);

    /// <inheritdoc/>
    public override bool IsUniform => Slopes.All(slope => slope == Slopes[0]);

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) =>
        x >= 0 ? x : Slopes[Slopes.Count == 1 ? 0 : channel] * x;
}
