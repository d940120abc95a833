using Neuromorphic.Core.Neurons.SigmaDelta;

namespace Neuromorphic.Core.Reference;

/// <summary>
/// The float64 twin of <see cref="SigmaDeltaNeuron"/>. Its states are equal to those in fixed point; only the payload loses
/// fraction bits, and what a receiver sums up from it is bounded. <see cref="NeuronTwin.Potential"/> is the activation.
/// </summary>
public sealed class SigmaDeltaTwin : NeuronTwin
{
    readonly SigmaDeltaParameters _parameters;
    readonly double _threshold;
    readonly double _bias;
    double _accumulated;

    /// <summary>A twin of one neuron of a population.</summary>
    /// <param name="parameters">The population's parameters.</param>
    /// <param name="neuron">The neuron's index, for parameters of its own.</param>
    public SigmaDeltaTwin(SigmaDeltaParameters parameters, int neuron = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        _threshold = parameters.Threshold[parameters.Threshold.Count == 1 ? 0 : neuron];
        _bias = parameters.Bias[parameters.Bias.Count == 1 ? 0 : neuron];
    }

    /// <summary>Decoded input σ.</summary>
    public double Sigma { get; private set; }

    /// <summary>What was not sent yet.</summary>
    public double Residue { get; private set; }

    /// <summary>Sum of all changes sent, fraction bits included.</summary>
    public double Sent { get; private set; }

    /// <summary>Σ payload · 2^exponent of the fixed-point neuron is below <see cref="Sent"/> by at most this, and never above.</summary>
    public double DecodingError { get; private set; }

    /// <summary>The largest decoding error after a number of steps: a payload rounded toward −∞ loses at most 2^exponent − 1.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="steps">Steps, not negative.</param>
    public static double DecodingBound(SigmaDeltaParameters parameters, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return steps * (Math.ScaleB(1, parameters.StateExponent) - 1);
    }

    /// <summary>One timestep. Needs no decision from the fixed-point neuron: while no value wraps, the two decide alike.</summary>
    /// <param name="input">The summed input.</param>
    public void Step(int input)
    {
        Begin();
        Sigma = Kept(Sigma + input);
        double activation = Kept(Sigma + _bias);
        activation = _parameters.Rectifies ? Math.Max(activation, 0) : activation;
        double delta = Kept(activation - Potential + Residue);
        Potential = activation;
        double compared = _parameters.CumulativeError ? Kept(_accumulated + delta) : delta;
        bool sends = Math.Abs(compared) >= _threshold && delta != 0;
        _accumulated = sends ? 0 : compared;
        Residue = sends ? 0 : delta;
        if (sends)
        {
            Sent += delta;
            DecodingError += Math.ScaleB(1, _parameters.StateExponent) - 1;
        }
    }

    /// <summary>Notes whether a value fits 32 bits and their negation.</summary>
    double Kept(double value)
    {
        RequireWithin(value, 0, -int.MaxValue, int.MaxValue);
        return value;
    }
}
