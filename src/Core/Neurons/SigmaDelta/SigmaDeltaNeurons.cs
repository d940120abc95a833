using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.SigmaDelta.SigmaDeltaState.Part;

namespace Neuromorphic.Core.Neurons.SigmaDelta;

/// <summary>A population of sigma-delta neurons: owns the state, advances it step by step.</summary>
public sealed unsafe class SigmaDeltaNeurons : MultiStatePopulation
{
    readonly SigmaDeltaNeuron _model;

    /// <summary>A population whose state is 0.</summary>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public SigmaDeltaNeurons(int count, SigmaDeltaParameters parameters)
        : base(count, (int)Part.Count)
    {
        _model = new SigmaDeltaNeuron(parameters);
        if (parameters.Threshold.Any(theta => theta < 0))
        {
            throw new ArgumentException("a threshold is negative", nameof(parameters));
        }

        Arrays.Fill((int)Part.Threshold, [.. parameters.Threshold], padding: int.MaxValue, "thresholds");
        Arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
    }

    /// <summary>Decoded inputs σ.</summary>
    public ReadOnlySpan<int> Sigma => Arrays[(int)Part.Sigma];

    /// <summary>Activations a.</summary>
    public ReadOnlySpan<int> Activation => Arrays[(int)Part.Activation];

    /// <summary>What was not sent yet.</summary>
    public ReadOnlySpan<int> Residue => Arrays[(int)Part.Residue];

    /// <summary>Payloads of the last step; 0 is no spike.</summary>
    public ReadOnlySpan<int> Payload => Arrays[(int)Part.Payload];

    /// <inheritdoc/>
    public override void Step(KernelSet kernels) =>
        Advance(kernels, _model, new SigmaDeltaState(Arrays.Address(0), Arrays.Words * SpikeMask.BitsPerWord));
}
