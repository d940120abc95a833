namespace Neuromorphic.Emulator.Decisions;

/// <summary>
/// Stops a sample when its decision is sure enough. How sure a decision is, was learnt on calibration samples: the share of
/// those that were right when they looked like this one.
/// </summary>
public sealed class StoppingRule
{
    readonly IsotonicTable[] _tables;

    StoppingRule(ConfidenceRule rule, int timesteps, IsotonicTable[] tables)
    {
        Rule = rule;
        Timesteps = timesteps;
        _tables = tables;
    }

    /// <summary>What tells how sure a decision is.</summary>
    public ConfidenceRule Rule { get; }

    /// <summary>The most timesteps of a sample.</summary>
    public int Timesteps { get; }

    /// <summary>Learns from calibration samples.</summary>
    /// <param name="rule">What tells how sure a decision is.</param>
    /// <param name="traces">One trace per sample, at least one.</param>
    /// <param name="right">The right class per sample.</param>
    /// <exception cref="ArgumentException">There are no traces, or not as many classes.</exception>
    public static StoppingRule Calibrate(ConfidenceRule rule, IReadOnlyList<EvidenceTrace> traces, IReadOnlyList<int> right)
    {
        ArgumentNullException.ThrowIfNull(traces);
        ArgumentNullException.ThrowIfNull(right);
        if (traces.Count == 0 || traces.Count != right.Count)
        {
            throw new ArgumentException("as many right classes as traces are needed, at least one", nameof(right));
        }

        int timesteps = traces.Max(trace => trace.Timesteps);
        IEnumerable<(double, bool)> At(int t) =>
            traces.Select((trace, sample) => (Feature(rule, trace, t), trace.Leader(t) == right[sample]));
        IsotonicTable[] tables = rule == ConfidenceRule.Table
            ? [.. Enumerable.Range(1, timesteps).Select(t => new IsotonicTable(At(t)))]
            : [new IsotonicTable(Enumerable.Range(1, timesteps).SelectMany(At))];
        return new StoppingRule(rule, timesteps, tables);
    }

    /// <summary>How sure the decision after a number of timesteps is, 0 to 1.</summary>
    public double Confidence(EvidenceTrace trace, int timesteps)
    {
        ArgumentNullException.ThrowIfNull(trace);
        return _tables[Math.Min(timesteps, _tables.Length) - 1].At(Feature(Rule, trace, timesteps));
    }

    /// <summary>When a sample stops: at the first timestep that is sure enough, or at its end.</summary>
    /// <param name="trace">The sample.</param>
    /// <param name="confidence">How sure is sure enough, 0 to 1.</param>
    public StoppedDecision Stop(EvidenceTrace trace, double confidence)
    {
        ArgumentNullException.ThrowIfNull(trace);
        for (int t = 1; t < trace.Timesteps; t++)
        {
            double sure = Confidence(trace, t);
            if (sure >= confidence)
            {
                return new StoppedDecision(trace.Leader(t), t, sure);
            }
        }

        return new StoppedDecision(trace.Leader(trace.Timesteps), trace.Timesteps, Confidence(trace, trace.Timesteps));
    }

    static double Feature(ConfidenceRule rule, EvidenceTrace trace, int t) =>
        rule == ConfidenceRule.Settling ? trace.Settled(t) : trace.Margin(t);
}

/// <summary>The decision of a sample that was stopped.</summary>
/// <param name="Class">The class.</param>
/// <param name="Timesteps">Timesteps of the read-out until then.</param>
/// <param name="Confidence">How sure the decision is, 0 to 1.</param>
public readonly record struct StoppedDecision(int Class, int Timesteps, double Confidence);
