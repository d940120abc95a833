namespace Neuromorphic.Core.Networks;

/// <summary>
/// Looks at a network while a sample runs, or disturbs it: what it writes into currents and spikes counts. One per
/// simulator; a simulator without a hook does not pay for it.
/// </summary>
public abstract class StepHook
{
    /// <summary>The currents of a step have been summed up, the bias included, and nobody has fired yet.</summary>
    /// <param name="population">The receiving population, pools left out.</param>
    /// <param name="t">Timestep in the population's own time, from 0.</param>
    /// <param name="current">One current per unit; may be changed.</param>
    /// <param name="sources">The spikes of a source population.</param>
    public virtual void Received(Population population, int t, Span<int> current, Func<Population, SpikeTrain> sources)
    {
    }

    /// <summary>Splits the spikes that reach a pool into those that count once and those that count a second time.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="t">Timestep in the pool's own time, from 0.</param>
    /// <param name="once">The spikes of the source; bits may be taken away.</param>
    /// <param name="again">Empty; bits that are set count once more.</param>
    public virtual void Pooled(Population pool, int t, Span<ulong> once, Span<ulong> again)
    {
    }

    /// <summary>A step is over.</summary>
    /// <param name="population">The population.</param>
    /// <param name="t">Timestep in the population's own time, from 0.</param>
    /// <param name="potentials">Membrane potentials after the step; the largest counts of a pool.</param>
    /// <param name="spikes">The spikes of the step; may be changed. Empty for a read-out.</param>
    public virtual void Stepped(Population population, int t, ReadOnlySpan<int> potentials, Span<ulong> spikes)
    {
    }
}
