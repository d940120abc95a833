namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// What a trace loses per timestep: x ← keep · x − loss, in units of 2⁻³², of which the integer part stays and the fraction
/// is rounded. Exponential, first-order and linear decay are the same definition with other numbers.
/// </summary>
/// <remarks>
/// Fixed point instead of the emulators' float64: the same integers on every machine, whatever its exp. A recorded run of
/// lava can differ only where a random number and a fraction are nearer than 2⁻²⁴.
/// </remarks>
public readonly record struct TraceDecay
{
    /// <summary>Bits behind the binary point.</summary>
    public const int FractionBits = 32;

    const double One = 4294967296.0;

    TraceDecay(long keep, long loss)
    {
        Keep = keep;
        Loss = loss;
    }

    /// <summary>A trace that never decays.</summary>
    public static TraceDecay None => new((long)One, 0);

    /// <summary>A trace that is cleared in every timestep before impulses are added.</summary>
    public static TraceDecay Clear => new(0, 0);

    /// <summary>Fraction kept per timestep, in 2⁻³².</summary>
    public long Keep { get; }

    /// <summary>Amount lost per timestep, in 2⁻³²; a trace does not cross 0 by it.</summary>
    public long Loss { get; }

    /// <summary>x ← x · e^(−1/τ), as lava and nengo-loihi have it.</summary>
    /// <param name="tau">Time constant in timesteps; 0 clears the trace in each, infinity keeps it.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or not a number.</exception>
    public static TraceDecay Exponential(double tau)
    {
        Check(tau, nameof(tau));
        return tau == 0 ? Clear : new((long)Math.Round(Math.Exp(-1 / tau) * One), 0);
    }

    /// <summary>x ← x · (1 − 1/τ), as brian2_loihi has it.</summary>
    /// <param name="tau">Time constant in timesteps, 0 or at least 1; 0 and 1 clear the trace in each step.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, between 0 and 1, or not a number.</exception>
    public static TraceDecay FirstOrder(double tau)
    {
        Check(tau, nameof(tau));
        return tau == 0 ? Clear : tau >= 1
            ? new((long)Math.Round((1 - (1 / tau)) * One), 0)
            : throw new ArgumentOutOfRangeException(nameof(tau), tau, "a first-order decay has a time constant of 0, or of 1 timestep and more");
    }

    /// <summary>x ← x − amount, not below 0.</summary>
    /// <param name="amount">Loss per timestep, 0 to 32767; fractions are lost by rounding.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static TraceDecay Linear(double amount) => amount is >= 0 and <= short.MaxValue
        ? new((long)One, (long)Math.Round(amount * One))
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "a linear decay loses 0 to 32767 per timestep");

    /// <summary>The value after one timestep, before its fraction is rounded, in 2⁻³².</summary>
    /// <param name="value">The trace, −2³⁰ to 2³⁰.</param>
    public long Apply(int value)
    {
        long kept = value * Keep;
        return kept >= 0 ? Math.Max(0, kept - Loss) : Math.Min(0, kept + Loss);
    }

    /// <summary>The integer that remains of a decayed value: rounded up where <paramref name="draw"/> is below the fraction.</summary>
    public static int Round(long decayed, uint draw) => (int)(decayed >> FractionBits) + (draw < (uint)decayed ? 1 : 0);

    static void Check(double tau, string name)
    {
        if (!(tau >= 0))
        {
            throw new ArgumentOutOfRangeException(name, tau, "a time constant is 0 or positive");
        }
    }
}
