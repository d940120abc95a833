using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.AdaptiveThreshold.AdaptiveThresholdState.Part;

namespace Neuromorphic.Core.Neurons.AdaptiveThreshold;

/// <summary>A population of adaptive-threshold neurons: owns the state, advances it step by step.</summary>
public sealed unsafe class AdaptiveThresholdNeurons : MultiStatePopulation
{
    readonly AdaptiveThresholdNeuron _model;

    /// <summary>A population at rest: i = v = r = 0, θ = θ₀.</summary>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public AdaptiveThresholdNeurons(int count, AdaptiveThresholdParameters parameters)
        : base(count, (int)Part.Count)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _model = new AdaptiveThresholdNeuron(parameters);
        Arrays.Fill((int)Part.Threshold, [_model.Resting], padding: _model.Resting, "thresholds");
        Arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
    }

    /// <summary>Currents i.</summary>
    public Span<int> Current => Arrays[(int)Part.Current];

    /// <summary>Potentials v.</summary>
    public Span<int> Potential => Arrays[(int)Part.Potential];

    /// <summary>Thresholds θ.</summary>
    public Span<int> Threshold => Arrays[(int)Part.Threshold];

    /// <summary>Refractory states r.</summary>
    public Span<int> Refractory => Arrays[(int)Part.Refractory];

    /// <inheritdoc/>
    public override void Step(KernelSet kernels) =>
        Advance(kernels, _model, new AdaptiveThresholdState(Arrays.Address(0), Arrays.Words * SpikeMask.BitsPerWord));
}
