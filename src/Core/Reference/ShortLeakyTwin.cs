using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Reference;

/// <summary>The float64 twin of <see cref="ShortLeakyIntegrateAndFire"/>.</summary>
public sealed class ShortLeakyTwin : NeuronTwin
{
    readonly ShortLeakyIntegrateAndFire _model;
    readonly ErrorBound _bound;

    /// <summary>A twin.</summary>
    /// <param name="model">The model.</param>
    /// <param name="start">Its potential before the first step.</param>
    public ShortLeakyTwin(ShortLeakyIntegrateAndFire model, short start = 0)
    {
        _model = model;
        _bound = Bound(model);
        Potential = start;
    }

    /// <summary>The bound for any number of steps in which both spike alike.</summary>
    public static ErrorBound Bound(ShortLeakyIntegrateAndFire model) =>
        ErrorBound.TruncatedDecay(TwelveBitDecay.One - model.Decay);

    /// <summary>One timestep.</summary>
    /// <param name="input">The input current.</param>
    /// <param name="fired">Whether the fixed-point neuron fired in it.</param>
    public void Step(short input, bool fired)
    {
        Begin();
        double v = (_bound.Gain * Potential) + input;
        double error = _bound.Next(Error);
        RequireWithin(v, error, short.MinValue, short.MaxValue);
        Compare(fired, v - _model.Threshold, error);
        Potential = fired ? _model.ResetPotential : v;
        Error = fired ? 0 : error;
    }
}
