using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Loihi;

namespace Neuromorphic.Core.Reference;

/// <summary>The float64 twin of <see cref="LoihiNeuron"/> in any flavour, noise included.</summary>
public sealed class LoihiTwin : NeuronTwin
{
    readonly LoihiRules _rules;
    readonly LoihiParameters _parameters;
    readonly ErrorBound _currentBound;
    readonly ErrorBound _potentialBound;
    readonly double _noiseScale;
    readonly RegisterRule _voltage;
    readonly int _threshold;
    readonly int _bias;
    readonly int _delay;
    int _refractory;

    /// <summary>A twin of one neuron of a population.</summary>
    /// <param name="rules">The flavour.</param>
    /// <param name="parameters">The population's parameters.</param>
    /// <param name="neuron">The neuron's index, for parameters of its own.</param>
    public LoihiTwin(LoihiRules rules, LoihiParameters parameters, int neuron = 0)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(parameters);
        _rules = rules;
        _parameters = parameters;
        _currentBound = CurrentBound(rules, parameters);
        _potentialBound = PotentialBound(rules, parameters).Own;
        _noiseScale = Math.ScaleB(1, (parameters.Noise?.Exponent ?? 0) - LoihiNoise.DrawBits);
        _voltage = parameters.VoltageRange is (int lower, int upper) ? RegisterRule.Clip(lower, upper) : rules.Voltage;
        _threshold = Of(parameters.Threshold);
        _bias = Of(parameters.Bias);
        _delay = Of(parameters.RefractoryDelay);

        int Of(IReadOnlyList<int> values) => values[values.Count == 1 ? 0 : neuron];
    }

    /// <summary>The current u in float64.</summary>
    public double Current { get; private set; }

    /// <summary>|fixed point − <see cref="Current"/>| is at most this.</summary>
    public double CurrentError { get; private set; }

    /// <summary>The bound of the current for any number of steps.</summary>
    public static ErrorBound CurrentBound(LoihiRules rules, LoihiParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(parameters);
        var decay = ErrorBound.TruncatedDecay(TwelveBitDecay.One - rules.CurrentDecayOffset - parameters.CurrentDecay);
        return decay with { PerStep = decay.PerStep + (parameters.Noise is { AtMembrane: false } noise ? Cut(noise) : 0) };
    }

    /// <summary>The bound of the potential for any number of steps in which both spike alike.</summary>
    public static CascadeErrorBound PotentialBound(LoihiRules rules, LoihiParameters parameters)
    {
        ErrorBound current = CurrentBound(rules, parameters);
        var decay = ErrorBound.TruncatedDecay(TwelveBitDecay.One - rules.VoltageDecayOffset - parameters.VoltageDecay);
        double noise = parameters.Noise is { AtMembrane: true } membrane ? Cut(membrane) : 0;

        // Adding the current rounds once more in float64 where the current is not whole.
        double sum = current.PerStep > 0 || noise > 0 ? 2 * ErrorBound.Float64Operation : 0;
        return new(decay with { PerStep = decay.PerStep + noise + sum }, (current, 1));
    }

    /// <summary>One timestep.</summary>
    /// <param name="input">The summed input, as the fixed-point neuron got it.</param>
    /// <param name="fired">What the fixed-point neuron sent: 1, 0, or −1 from a ternary neuron.</param>
    /// <param name="draw">The draw of its noise.</param>
    public void Step(int input, int fired, int draw = 0)
    {
        Begin();
        if (_parameters.ResetInterval > 0 && (Steps - _parameters.ResetOffset) % _parameters.ResetInterval == 0)
        {
            (Current, CurrentError, Potential, Error) = (0, 0, 0, 0);
        }

        double noise = _parameters.Noise is LoihiNoise n ? (draw + (n.Offset * LoihiNoise.OffsetUnit)) * _noiseScale : 0;
        bool atMembrane = _parameters.Noise?.AtMembrane ?? false;
        double q = Math.ScaleB(input, _rules.InputShift) + (atMembrane ? 0 : noise);
        RequireWithin(q, 1, _rules.Accumulator.Lower, _rules.Accumulator.Upper);
        Current = (_currentBound.Gain * Current) + q;
        CurrentError = _currentBound.Next(CurrentError);
        RequireWithin(Current, CurrentError, _rules.Current.Lower, _rules.Current.Upper);

        double drive = Current + _bias + (atMembrane ? noise : 0);
        RequireWithin(drive, CurrentError + 1, _rules.Drive.Lower, _rules.Drive.Upper);
        double v = (_potentialBound.Gain * Potential) + drive;
        double error = _potentialBound.Next(Error) + CurrentError;
        RequireWithin(v, error, _voltage.Lower, _voltage.Upper);
        if (_refractory > 0)
        {
            (v, error) = (0, 0);
        }

        Compare(fired > 0, v - _threshold, error);
        if (_parameters.LowerThreshold is int lower)
        {
            Compare(fired < 0, lower - v, error);
        }

        _refractory = Math.Max(0, (fired > 0 ? _delay : _refractory) - 1);
        (Potential, Error) = fired != 0 ? (0, 0) : (v, error);
    }

    /// <summary>What rounding a draw toward zero cuts off at most.</summary>
    static double Cut(LoihiNoise noise) =>
        noise.Exponent < LoihiNoise.DrawBits ? 1 - Math.ScaleB(1, noise.Exponent - LoihiNoise.DrawBits) : 0;
}
