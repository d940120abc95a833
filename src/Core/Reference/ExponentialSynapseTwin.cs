using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Reference;

/// <summary>
/// The float64 twin of <see cref="ExponentialSynapseNeuron"/>: the same rounded propagators in real numbers, so that what
/// differs is what rounding the states does.
/// </summary>
public sealed class ExponentialSynapseTwin : NeuronTwin
{
    readonly ExponentialSynapseParameters _parameters;
    readonly ErrorBound _excitatory;
    readonly ErrorBound _inhibitory;
    readonly ErrorBound _potential;
    readonly double _bias;
    int _refractory;

    /// <summary>A twin of one neuron of a population at rest.</summary>
    /// <param name="parameters">The population's parameters.</param>
    /// <param name="neuron">The neuron's index, for a bias of its own.</param>
    public ExponentialSynapseTwin(ExponentialSynapseParameters parameters, int neuron = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        _excitatory = CurrentBound(parameters.Excitatory ?? default);
        _inhibitory = CurrentBound(parameters.Inhibitory ?? default);
        _potential = PotentialBound(parameters).Own;
        _bias = parameters.Bias[parameters.Bias.Count == 1 ? 0 : neuron];
    }

    /// <summary>The excitatory current in float64.</summary>
    public double Excitatory { get; private set; }

    /// <summary>|fixed point − <see cref="Excitatory"/>| is at most this.</summary>
    public double ExcitatoryError { get; private set; }

    /// <summary>The inhibitory current in float64.</summary>
    public double Inhibitory { get; private set; }

    /// <summary>|fixed point − <see cref="Inhibitory"/>| is at most this.</summary>
    public double InhibitoryError { get; private set; }

    /// <summary>The bound of a current for any number of steps: the product is rounded to the nearest.</summary>
    public static ErrorBound CurrentBound(SynapticCurrent current) =>
        new(1 - current.Loss.Value, current.Loss.ProductError + (3 * ErrorBound.Float64Operation));

    /// <summary>The bound of the potential for any number of steps in which both spike alike.</summary>
    public static CascadeErrorBound PotentialBound(ExponentialSynapseParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        SynapticCurrent excitatory = parameters.Excitatory ?? default;
        SynapticCurrent inhibitory = parameters.Inhibitory ?? default;
        return new(
            new ErrorBound(
                1 - parameters.Leak.Value,
                parameters.Leak.ProductError + excitatory.Coupling.ProductError + inhibitory.Coupling.ProductError
                    + (8 * ErrorBound.Float64Operation)),
            (CurrentBound(excitatory), excitatory.Coupling.Value),
            (CurrentBound(inhibitory), inhibitory.Coupling.Value));
    }

    /// <summary>One timestep.</summary>
    /// <param name="excitatory">Summed excitatory input.</param>
    /// <param name="inhibitory">Summed inhibitory input.</param>
    /// <param name="jump">Jump of the potential.</param>
    /// <param name="fired">Whether the fixed-point neuron fired in it.</param>
    public void Step(int excitatory, int inhibitory, int jump, bool fired)
    {
        const int Register = ExponentialSynapseParameters.LargestState;
        Begin();
        SynapticCurrent e = _parameters.Excitatory ?? default;
        SynapticCurrent i = _parameters.Inhibitory ?? default;
        double v = (_potential.Gain * Potential) + _bias + (e.Coupling.Value * Excitatory) + (i.Coupling.Value * Inhibitory);
        double error = _potential.Next(Error) + (e.Coupling.Value * ExcitatoryError) + (i.Coupling.Value * InhibitoryError);
        if (_parameters.HasPotentialInput)
        {
            RequireWithin(jump, 0, -Register, Register);
            v += jump;
        }

        if (_parameters.Excitatory is not null)
        {
            (Excitatory, ExcitatoryError) = Advance(_excitatory, Excitatory, ExcitatoryError, excitatory);
        }

        if (_parameters.Inhibitory is not null)
        {
            (Inhibitory, InhibitoryError) = Advance(_inhibitory, Inhibitory, InhibitoryError, inhibitory);
        }

        RequireWithin(v, error, -Register, Register);
        if (_refractory > 0)
        {
            (v, error) = (_parameters.Reset, 0);
        }

        Compare(fired, v - _parameters.Threshold, error);
        _refractory = fired ? _parameters.RefractorySteps : Math.Max(0, _refractory - 1);
        (Potential, Error) = fired ? (_parameters.Reset, 0) : (v, error);
    }

    (double Value, double Error) Advance(ErrorBound bound, double value, double error, int input)
    {
        const int Register = ExponentialSynapseParameters.LargestState;
        RequireWithin(input, 0, -Register, Register);
        value = (bound.Gain * value) + input;
        error = bound.Next(error);
        RequireWithin(value, error, -Register, Register);
        return (value, error);
    }
}
