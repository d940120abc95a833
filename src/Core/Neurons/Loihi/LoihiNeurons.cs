using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.Loihi.LoihiState.Part;

namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>A population of Loihi neurons.</summary>
public sealed unsafe class LoihiNeurons : MultiStatePopulation
{
    readonly LoihiNeuron _model;
    readonly LoihiParameters _parameters;

    /// <summary>A population at rest: u = v = 0.</summary>
    /// <param name="rules">The flavour.</param>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range or a list too long or short; the message names it.</exception>
    public LoihiNeurons(LoihiRules rules, int count, LoihiParameters parameters)
        : base(count, (int)Part.Count)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _model = new LoihiNeuron(rules, parameters);
        if (parameters.RefractoryDelay.Any(delay => delay is < 1 or > 64))
        {
            throw new ArgumentException("a refractory delay is 1 to 64 steps", nameof(parameters));
        }

        if (parameters.Threshold.Any(theta => theta < (parameters.LowerThreshold ?? int.MinValue)))
        {
            throw new ArgumentException("the lower threshold is above a threshold", nameof(parameters));
        }

        if (parameters.ResetInterval < 0)
        {
            throw new ArgumentException("the interval of the reset is negative", nameof(parameters));
        }

        _parameters = parameters;
        Arrays.Fill((int)Part.Threshold, [.. parameters.Threshold], padding: int.MaxValue, "thresholds");
        Arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
        Arrays.Fill((int)Part.RefractoryDelay, [.. parameters.RefractoryDelay], padding: 1, "refractory delays");
    }

    /// <summary>Steps done.</summary>
    public long Timestep { get; private set; }

    /// <summary>Currents u.</summary>
    public Span<int> Current => Arrays[(int)Part.Current];

    /// <summary>Potentials v, after the reset of those that fired.</summary>
    public Span<int> Potential => Arrays[(int)Part.Potential];

    /// <summary>Steps for which the potential is still held at 0.</summary>
    public ReadOnlySpan<int> RefractoryCount => Arrays[(int)Part.Refractory];

    /// <summary>Draws for the noise of the next step, −127 to 127; read where the parameters have noise.</summary>
    public Span<int> Noise => Arrays[(int)Part.Noise];

    /// <inheritdoc/>
    public override void Step(KernelSet kernels)
    {
        Timestep++;
        int interval = _parameters.ResetInterval;
        if (interval > 0 && (Timestep - _parameters.ResetOffset) % interval == 0)
        {
            Current.Clear();
            Potential.Clear();
        }

        Advance(kernels);
    }

    /// <summary>Takes the kernel that was compiled for the registers of this flavour; others take the one that looks.</summary>
    void Advance(KernelSet kernels)
    {
        var state = new LoihiState(Arrays.Address(0), Arrays.Words * SpikeMask.BitsPerWord);
        switch (_model.Registers)
        {
            case (RegisterOverflow.Wrap, RegisterOverflow.Wrap, RegisterOverflow.Wrap, RegisterOverflow.Clip):
                Advance<WrappingRegister, WrappingRegister, ClippingRegister>(kernels, state);
                break;
            case (RegisterOverflow.None, RegisterOverflow.CorrectOnce, RegisterOverflow.None, RegisterOverflow.Clip):
                Advance<WideRegister, CorrectingRegister, ClippingRegister>(kernels, state);
                break;
            case (RegisterOverflow.None, RegisterOverflow.None, RegisterOverflow.None, RegisterOverflow.None):
                Advance<WideRegister, WideRegister, WideRegister>(kernels, state);
                break;
            default:
                Advance(kernels, _model, state);
                break;
        }
    }

    void Advance<TSum, TCurrent, TVoltage>(KernelSet kernels, LoihiState state)
        where TSum : struct, IRegisterKind
        where TCurrent : struct, IRegisterKind
        where TVoltage : struct, IRegisterKind
    {
        if (_model.HasRareFeatures)
        {
            Advance(kernels, new LoihiNeuron<TSum, TCurrent, TVoltage, AnyLoihiFeatures>(_model), state);
        }
        else
        {
            Advance(kernels, new LoihiNeuron<TSum, TCurrent, TVoltage, PlainLoihiFeatures>(_model), state);
        }
    }
}
