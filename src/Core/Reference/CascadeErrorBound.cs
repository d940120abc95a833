namespace Neuromorphic.Core.Reference;

/// <summary>
/// A bound on |fixed point − float64| of a state that others drive, such as a potential driven by synaptic currents: after a
/// step the error is at most that of <see cref="Own"/> plus coupling × error of each source.
/// </summary>
/// <param name="Own">The state's own decay and roundings.</param>
/// <param name="Sources">What drives it: the source's bound, and what one unit of it adds per step.</param>
public sealed record CascadeErrorBound(ErrorBound Own, params IReadOnlyList<(ErrorBound Source, double Coupling)> Sources)
{
    /// <summary>The largest error after a number of steps from equal states. Takes time in proportion to the steps.</summary>
    /// <remarks>The errors of sources grow from step to step, so theirs after the step bound those before it as well.</remarks>
    /// <param name="steps">Steps, not negative.</param>
    public double After(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        double error = 0;
        double[] sources = new double[Sources.Count];
        for (long step = 0; step < steps; step++)
        {
            error = Own.Next(error);
            for (int k = 0; k < sources.Length; k++)
            {
                sources[k] = Sources[k].Source.Next(sources[k]);
                error += Sources[k].Coupling * sources[k];
            }
        }

        return error;
    }

    /// <summary>The largest error after any number of steps; infinite where errors add up without end.</summary>
    public double Limit => (Own with { PerStep = Own.PerStep + Sources.Sum(s => s.Coupling == 0 ? 0 : s.Coupling * s.Source.Limit) }).Limit;
}
