using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.AdaptiveThreshold;

namespace Neuromorphic.Core.Reference;

/// <summary>The float64 twin of <see cref="AdaptiveThresholdNeuron"/>.</summary>
public sealed class AdaptiveThresholdTwin : NeuronTwin
{
    const int Shift = 6;
    const int Register = 1 << 23;

    readonly ErrorBound _current;
    readonly ErrorBound _potential;
    readonly ErrorBound _threshold;
    readonly ErrorBound _refractory;
    readonly double _resting;
    readonly double _step;
    readonly double _bias;

    /// <summary>A twin of one neuron of a population.</summary>
    /// <param name="parameters">The population's parameters.</param>
    /// <param name="neuron">The neuron's index, for a bias of its own.</param>
    public AdaptiveThresholdTwin(AdaptiveThresholdParameters parameters, int neuron = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _current = CurrentBound(parameters);
        _potential = PotentialBound(parameters).Own;
        _threshold = ThresholdBound(parameters);
        _refractory = ErrorBound.TruncatedDecay(TwelveBitDecay.One - parameters.RefractoryDecay);
        _resting = Math.ScaleB(parameters.RestingThreshold, Shift);
        _step = Math.ScaleB(parameters.ThresholdStep, Shift);
        _bias = parameters.Bias[parameters.Bias.Count == 1 ? 0 : neuron];
        Threshold = _resting;
    }

    /// <summary>The current i in float64.</summary>
    public double Current { get; private set; }

    /// <summary>|fixed point − <see cref="Current"/>| is at most this.</summary>
    public double CurrentError { get; private set; }

    /// <summary>The threshold θ in float64.</summary>
    public double Threshold { get; private set; }

    /// <summary>|fixed point − <see cref="Threshold"/>| is at most this.</summary>
    public double ThresholdError { get; private set; }

    /// <summary>The refractory state r in float64.</summary>
    public double Refractory { get; private set; }

    /// <summary>|fixed point − <see cref="Refractory"/>| is at most this.</summary>
    public double RefractoryError { get; private set; }

    /// <summary>The bound of the current for any number of steps.</summary>
    public static ErrorBound CurrentBound(AdaptiveThresholdParameters parameters) =>
        ErrorBound.TruncatedDecay(TwelveBitDecay.One - 1 - parameters.CurrentDecay);

    /// <summary>The bound of the potential for any number of steps, whoever spikes: it is not reset.</summary>
    public static CascadeErrorBound PotentialBound(AdaptiveThresholdParameters parameters)
    {
        ErrorBound current = CurrentBound(parameters);
        var decay = ErrorBound.TruncatedDecay(TwelveBitDecay.One - parameters.VoltageDecay);
        return new(decay with { PerStep = decay.PerStep + (2 * ErrorBound.Float64Operation) }, (current, 1));
    }

    /// <summary>The bound of the threshold for any number of steps in which both spike alike.</summary>
    public static ErrorBound ThresholdBound(AdaptiveThresholdParameters parameters)
    {
        var decay = ErrorBound.TruncatedDecay(TwelveBitDecay.One - parameters.ThresholdDecay);
        return decay.PerStep == 0 ? decay : decay with { PerStep = decay.PerStep + (2 * ErrorBound.Float64Operation) };
    }

    /// <summary>The bound of the refractory state where a spike, which adds 2θ to it, may come in every step, in both alike.</summary>
    public static CascadeErrorBound RefractoryBound(AdaptiveThresholdParameters parameters)
    {
        var decay = ErrorBound.TruncatedDecay(TwelveBitDecay.One - parameters.RefractoryDecay);
        return new(decay with { PerStep = decay.PerStep + (2 * ErrorBound.Float64Operation) }, (ThresholdBound(parameters), 2));
    }

    /// <summary>One timestep.</summary>
    /// <param name="input">The summed input, before its shift by 6 bits.</param>
    /// <param name="fired">Whether the fixed-point neuron fired in it.</param>
    public void Step(int input, bool fired)
    {
        Begin();
        double arriving = Math.ScaleB(input, Shift);
        RequireWithin(arriving, 0, int.MinValue, int.MaxValue);
        Current = (_current.Gain * Current) + arriving;
        CurrentError = _current.Next(CurrentError);
        RequireWithin(Current, CurrentError, -Register + 1, Register);
        Potential = (_potential.Gain * Potential) + Current + _bias;
        Error = _potential.Next(Error) + CurrentError;
        RequireWithin(Potential, Error, -Register + 1, Register - 1);

        Threshold = ((Threshold - _resting) * _threshold.Gain) + _resting;
        ThresholdError = _threshold.Next(ThresholdError);
        Refractory *= _refractory.Gain;
        RefractoryError = _refractory.Next(RefractoryError);
        Compare(fired, Potential - Refractory - Threshold, Error + RefractoryError + ThresholdError);
        if (fired)
        {
            Refractory += 2 * Threshold;
            RefractoryError += (2 * ThresholdError) + (2 * ErrorBound.Float64Operation);
            Threshold += _step;
        }

        RequireWithin(Threshold, ThresholdError, int.MinValue, int.MaxValue);
        RequireWithin(Refractory, RefractoryError, int.MinValue, int.MaxValue);
        RequireWithin(Potential - Refractory, Error + RefractoryError, int.MinValue, int.MaxValue);
    }
}
