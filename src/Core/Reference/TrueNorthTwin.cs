using Neuromorphic.Core.Neurons.TrueNorth;

namespace Neuromorphic.Core.Reference;

/// <summary>
/// The float64 twin of <see cref="TrueNorthNeuron"/>: sums, comparisons and the same draws, so the two are equal, spikes
/// included, while no register acts.
/// </summary>
/// <param name="rules">The flavour.</param>
/// <param name="parameters">The neuron's parameters.</param>
public sealed class TrueNorthTwin(TrueNorthRules rules, TrueNorthParameters parameters) : NeuronTwin
{
    bool _started;

    /// <summary>One tick.</summary>
    /// <param name="input">The summed weights of the spikes that arrived.</param>
    /// <param name="leakDraw">The draw of a stochastic leak.</param>
    /// <param name="thresholdDraw">The draw of a stochastic threshold.</param>
    /// <returns>Whether the twin fires.</returns>
    public bool Step(int input, int leakDraw = 0, int thresholdDraw = 0)
    {
        Begin();
        double charged = (_started ? Potential : parameters.InitialPotential) + input;
        _started = true;
        RequireWithin(charged, 0, rules.Charged.Lower, rules.Charged.Upper);

        double lambda = !parameters.StochasticLeak ? parameters.Leak
            : Math.Abs((double)parameters.Leak) >= leakDraw ? Math.Sign(parameters.Leak) : 0;
        double v = charged + (parameters.LeakReversal ? lambda * Math.Sign(charged) : lambda);
        if (rules.LeakStopsAtZero && parameters.LeakReversal && (charged < 0) != (v < 0))
        {
            v = 0;
        }

        RequireWithin(v, 0, rules.Leaked.Lower, rules.Leaked.Upper);
        double eta = thresholdDraw & parameters.ThresholdMask;
        double upper = parameters.PositiveThreshold + eta;
        double depth = parameters.NegativeThreshold + (parameters.NegativeSaturation ? 0 : eta);
        double compared = rules.LeakAfterCompare ? charged : v;
        bool fires = compared >= upper;
        bool low = !fires && (rules.NegativeAtThreshold ? compared <= -depth : compared < -depth);
        Potential = fires ? Positive(v, upper) : low ? Negative(v, depth) : v;
        RequireWithin(Potential, 0, int.MinValue, int.MaxValue);
        return fires;
    }

    double Positive(double v, double upper) => parameters.ResetMode switch
    {
        TrueNorthReset.Absolute => parameters.Reset,
        TrueNorthReset.Linear => v - upper,
        _ => v,
    };

    double Negative(double v, double depth) => parameters.NegativeSaturation ? -parameters.NegativeThreshold
        : parameters.ResetMode switch
        {
            TrueNorthReset.Absolute => -parameters.Reset,
            TrueNorthReset.Linear => v + depth,
            _ => v,
        };
}
