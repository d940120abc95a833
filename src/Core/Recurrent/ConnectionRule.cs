namespace Neuromorphic.Core.Recurrent;

/// <summary>Which sources a projection connects to which targets.</summary>
public abstract record ConnectionRule
{
    /// <summary>Why the rule cannot be used between populations of these sizes, or null.</summary>
    public abstract string? FaultBetween(int sources, int targets);

    /// <summary>Synapses that it makes, in the mean.</summary>
    public abstract double ExpectedSynapses(int sources, int targets);
}

/// <summary>Every source to every target.</summary>
public sealed record AllToAll : ConnectionRule
{
    /// <inheritdoc/>
    public override string? FaultBetween(int sources, int targets) => null;

    /// <inheritdoc/>
    public override double ExpectedSynapses(int sources, int targets) => (double)sources * targets;
}

/// <summary>Source i to target i.</summary>
public sealed record OneToOne : ConnectionRule
{
    /// <inheritdoc/>
    public override string? FaultBetween(int sources, int targets) =>
        sources == targets ? null : $"one to one needs populations of one size, not {sources} and {targets}";

    /// <inheritdoc/>
    public override double ExpectedSynapses(int sources, int targets) => targets;
}

/// <summary>Each pair with a probability, independent of all others; at most one synapse per pair.</summary>
/// <param name="Probability">0 to 1.</param>
public sealed record FixedProbability(double Probability) : ConnectionRule
{
    /// <inheritdoc/>
    public override string? FaultBetween(int sources, int targets) =>
        Probability is >= 0 and <= 1 ? null : $"{Probability} is no probability";

    /// <inheritdoc/>
    public override double ExpectedSynapses(int sources, int targets) => Probability * sources * targets;
}

/// <summary>As many synapses for each target, from sources chosen at random.</summary>
/// <param name="Synapses">Synapses per target.</param>
/// <param name="Multapses">Whether a source may be chosen more than once.</param>
public sealed record FixedInDegree(int Synapses, bool Multapses = true) : ConnectionRule
{
    /// <inheritdoc/>
    public override string? FaultBetween(int sources, int targets) =>
        Synapses < 0 ? $"{Synapses} synapses per target"
        : !Multapses && Synapses > sources ? $"{Synapses} different sources out of {sources}"
        : null;

    /// <inheritdoc/>
    public override double ExpectedSynapses(int sources, int targets) => (double)Synapses * targets;
}

/// <summary>A number of synapses in all; source and target of each are chosen at random, pairs may repeat.</summary>
/// <param name="Synapses">Synapses in all.</param>
public sealed record FixedTotalNumber(long Synapses) : ConnectionRule
{
    /// <inheritdoc/>
    public override string? FaultBetween(int sources, int targets) => Synapses >= 0 ? null : $"{Synapses} synapses";

    /// <inheritdoc/>
    public override double ExpectedSynapses(int sources, int targets) => Synapses;
}

/// <summary>A list of pairs; pairs may repeat.</summary>
/// <param name="Pairs">Source and target of each synapse.</param>
public sealed record ExplicitPairs(IReadOnlyList<(int Source, int Target)> Pairs) : ConnectionRule
{
    /// <inheritdoc/>
    public override string? FaultBetween(int sources, int targets)
    {
        for (int k = 0; k < Pairs.Count; k++)
        {
            if ((uint)Pairs[k].Source >= (uint)sources || (uint)Pairs[k].Target >= (uint)targets)
            {
                return $"pair {k} connects {Pairs[k].Source} to {Pairs[k].Target}, of {sources} sources and {targets} targets";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override double ExpectedSynapses(int sources, int targets) => Pairs.Count;
}
