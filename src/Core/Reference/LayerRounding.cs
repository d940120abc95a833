using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Reference;

/// <summary>
/// What rounding real weights G to integers W of step δ costs a layer: per target neuron a bound on |δ·ΣW·n − ΣG·n| over all
/// spike counts n, and its largest rounding.
/// </summary>
/// <remarks>
/// The difference is Σ dⱼ·nⱼ with dⱼ = δ·Wⱼ − Gⱼ. Over 0 ≤ nⱼ ≤ N its largest value is N · Σ of the positive dⱼ, its
/// smallest N · Σ of the negative ones; both are attained, so the bound cannot be improved without knowing the counts.
/// </remarks>
public sealed class LayerRounding
{
    readonly double[] _above;
    readonly double[] _below;
    readonly double[] _step;
    readonly double[] _largest;

    LayerRounding(int targets, double[] step)
    {
        _above = new double[targets];
        _below = new double[targets];
        _largest = new double[targets];
        _step = step;
    }

    /// <summary>Compares integer synapses with real ones.</summary>
    /// <param name="synapses">The integer synapses.</param>
    /// <param name="step">δ per target neuron, positive.</param>
    /// <param name="real">Called with a source neuron and a function to be called back with each target and weight G.</param>
    /// <exception cref="ArgumentException">There is not one positive step per target neuron.</exception>
    public static LayerRounding Measure(
        SynapseGroup synapses, ReadOnlySpan<double> step, Action<int, Action<int, double>> real)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ArgumentNullException.ThrowIfNull(real);
        if (step.Length != synapses.Target.Count || step.ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
        {
            throw new ArgumentException($"{synapses.Target.Count} target neurons need one positive step each", nameof(step));
        }

        var rounding = new LayerRounding(step.Length, step.ToArray());
        int[] targets = new int[synapses.MaxFanOut];
        sbyte[] weights = new sbyte[synapses.MaxFanOut];
        double[] difference = new double[step.Length];
        for (int source = 0; source < synapses.Source.Count; source++)
        {
            real(source, (target, weight) => difference[target] -= weight);
            int count = synapses.CopySynapses(source, targets, weights);
            for (int k = 0; k < count; k++)
            {
                difference[targets[k]] += rounding._step[targets[k]] * weights[k];
            }

            rounding.Add(difference);
        }

        return rounding;
    }

    /// <summary>The largest |δ·ΣW·n − ΣG·n| of a target neuron when every source spikes at most so often.</summary>
    /// <param name="target">The target neuron.</param>
    /// <param name="mostSpikes">Spikes of a source at most, not negative.</param>
    public double LargestError(int target, long mostSpikes) => mostSpikes * Math.Max(_above[target], _below[target]);

    /// <summary>The largest |W − G/δ| of a target neuron's synapses; ½ at most where every weight was rounded to the nearest.</summary>
    public double LargestRounding(int target) => _largest[target] / _step[target];

    void Add(double[] difference)
    {
        for (int i = 0; i < difference.Length; i++)
        {
            double d = difference[i];
            _above[i] += Math.Max(0, d);
            _below[i] += Math.Max(0, -d);
            _largest[i] = Math.Max(_largest[i], Math.Abs(d));
            difference[i] = 0;
        }
    }
}
