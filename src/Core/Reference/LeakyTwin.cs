using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Reference;

/// <summary>The float64 twin of <see cref="LeakyIntegrateAndFire"/>, and with <see cref="IntegrateAndFire"/> of the neuron without leak.</summary>
public sealed class LeakyTwin : NeuronTwin
{
    readonly ErrorBound _bound;
    readonly double _threshold;
    readonly double? _reset;

    /// <summary>A twin of a leaky neuron.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="start">Its potential before the first step.</param>
    public LeakyTwin(LeakyIntegrateAndFire model, int threshold, int start = 0)
        : this(Bound(model), threshold, model.HardResetPotential, start)
    {
    }

    /// <summary>A twin of a neuron without leak: equal to it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="start">Its potential before the first step.</param>
    public LeakyTwin(IntegrateAndFire model, int threshold, int start = 0)
        : this(Bound(model), threshold, null, start)
    {
    }

    LeakyTwin(ErrorBound bound, int threshold, int? reset, int start)
    {
        _bound = bound;
        _threshold = threshold;
        _reset = reset;
        Potential = start;
    }

    /// <summary>The bound for any number of steps in which both spike alike: soft resets keep an error, hard ones end it.</summary>
    public static ErrorBound Bound(LeakyIntegrateAndFire model) =>
        ErrorBound.TruncatedDecay(LeakyIntegrateAndFire.FullDecay - model.Decay);

    /// <summary>The bound of the neuron without leak: 0.</summary>
    public static ErrorBound Bound(IntegrateAndFire model)
    {
        _ = model;
        return ErrorBound.Exact;
    }

    /// <summary>One timestep.</summary>
    /// <param name="input">The input current.</param>
    /// <param name="fired">Whether the fixed-point neuron fired in it.</param>
    public void Step(int input, bool fired)
    {
        Begin();
        double v = (_bound.Gain * Potential) + input;
        double error = _bound.Next(Error);
        RequireWithin(v, error, int.MinValue, int.MaxValue);
        Compare(fired, v - _threshold, error);
        Potential = !fired ? v : _reset ?? v - _threshold;
        Error = fired && _reset is not null ? 0 : error;
    }
}
