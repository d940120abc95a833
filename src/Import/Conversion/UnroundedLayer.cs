using Neuromorphic.Import.Conversion.Paths;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// The real numbers that a converted population's integers were rounded from, all in units of its step δ: weights G/δ,
/// thresholds θ/δ, biases b/δ. The yardstick of its fixed-point arithmetic.
/// </summary>
public sealed class UnroundedLayer
{
    readonly IReadOnlyList<(LinearMap Map, double[] Amplitude)> _branches;
    readonly double[] _step;
    readonly double[] _threshold;
    readonly double[] _bias;
    readonly int[] _start;

    internal UnroundedLayer(
        IReadOnlyList<(LinearMap Map, double[] Amplitude)> branches, double[] step, double[] threshold, double[] bias, int[] start)
    {
        _branches = branches;
        _step = step;
        _threshold = threshold;
        _bias = bias;
        _start = start;
    }

    /// <summary>The real value δ of one integer unit, per target channel.</summary>
    public ReadOnlySpan<double> Step => _step;

    /// <summary>θ/δ of a neuron, 0 for one that never fires; a read-out has none.</summary>
    public double Threshold(int neuron) => _threshold.Length == 0 ? double.PositiveInfinity
        : _threshold[neuron % _step.Length] / _step[neuron % _step.Length];

    /// <summary>b/δ of a neuron.</summary>
    public double Bias(int neuron) => _bias[neuron] / _step[neuron % _step.Length];

    /// <summary>The start potential in units, without what rounding the bias put into it.</summary>
    public double Start(int neuron) => _start.Length == 0 ? 0 : _start[neuron];

    /// <summary>Calls back with the target neurons of a source neuron and the real weights G/δ, zeros left out.</summary>
    /// <param name="projection">Number of the projection among those of the population; one behind the branches, which completes weights of theirs, has none of its own.</param>
    /// <param name="source">The source neuron.</param>
    /// <param name="visit">Receives target neuron and weight; a target may occur more than once.</param>
    public void VisitWeights(int projection, int source, Action<int, double> visit)
    {
        if (projection >= _branches.Count)
        {
            return;
        }

        _branches[projection].Map.VisitSynapses(source, (target, weight) =>
        {
            double real = weight * _branches[projection].Amplitude[source] / _step[target % _step.Length];
            if (real != 0)
            {
                visit(target, real);
            }
        });
    }
}
