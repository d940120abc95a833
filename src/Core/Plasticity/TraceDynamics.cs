namespace Neuromorphic.Core.Plasticity;

/// <summary>How a trace behaves: what a spike adds to it, and what it loses per timestep.</summary>
public readonly record struct TraceDynamics
{
    /// <summary>A trace.</summary>
    /// <param name="impulse">What a spike adds, 0 to 32767; a fraction is rounded at each spike.</param>
    /// <param name="decay">What is lost per timestep.</param>
    /// <exception cref="ArgumentOutOfRangeException">The impulse is out of range.</exception>
    public TraceDynamics(double impulse, TraceDecay decay)
    {
        if (impulse is not (>= 0 and <= short.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(impulse), impulse, "an impulse is 0 to 32767");
        }

        Impulse = impulse;
        Decay = decay;
    }

    /// <summary>What a spike adds.</summary>
    public double Impulse { get; }

    /// <summary>What is lost per timestep. The default of this type clears the trace in every step.</summary>
    public TraceDecay Decay { get; }
}
