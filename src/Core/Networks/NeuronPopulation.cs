using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Networks;

/// <summary>A population of spiking neurons: one model, thresholds, biases and start values per neuron.</summary>
public abstract class NeuronPopulation : Population
{
    readonly double[] _amplitude;

    /// <summary>A population with the given parameters, each as long as the shape.</summary>
    protected NeuronPopulation(
        string name, Shape shape, IReadOnlyList<Projection> projections, NeuronParameters parameters, double[] amplitude)
        : base(name, shape, projections)
    {
        if (parameters.Count != shape.Count || amplitude.Length != shape.Count)
        {
            throw new ArgumentException($"'{name}' has {shape.Count} neurons, its parameters {parameters.Count}", nameof(parameters));
        }

        Parameters = parameters;
        _amplitude = amplitude;
    }

    /// <inheritdoc/>
    public override bool Spikes => true;

    /// <summary>Thresholds, biases and start values.</summary>
    public NeuronParameters Parameters { get; }

    /// <summary>Per neuron the activation that one spike per timestep stands for; 0 for a neuron that never fires.</summary>
    public ReadOnlySpan<double> Amplitude => _amplitude;

    /// <summary>Name of the neuron model.</summary>
    public abstract string Model { get; }

    /// <summary>When its neurons may send.</summary>
    public virtual Emission Emission => Emission.WithInput;

    /// <summary>The quantised twin's activation of a neuron that received a sum in T timesteps, its start value included.</summary>
    internal abstract int Activation(int neuron, int sum, int timesteps);

    /// <summary>One timestep of all neurons.</summary>
    internal abstract void Step(KernelSet kernels, in StepAddresses at);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Parameters.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A population of spiking neurons of one model.</summary>
/// <typeparam name="TModel">The neuron model.</typeparam>
public sealed class NeuronPopulation<TModel> : NeuronPopulation
    where TModel : struct, INeuronModel
{
    readonly TModel _model;

    /// <summary>A population of this model.</summary>
    public NeuronPopulation(
        string name,
        Shape shape,
        IReadOnlyList<Projection> projections,
        TModel model,
        NeuronParameters parameters,
        double[] amplitude)
        : base(name, shape, projections, parameters, amplitude) => _model = model;

    /// <inheritdoc/>
    public override string Model => _model.Name;

    internal override int Activation(int neuron, int sum, int timesteps) =>
        sum <= 0 ? 0 : Math.Min(sum / Parameters.Threshold[neuron], timesteps);

    internal override unsafe void Step(KernelSet kernels, in StepAddresses at) => kernels.Step(
        _model, SpikeMask.Words(Count), at.Potential, at.Current, Parameters.ThresholdAddress, at.Bias, at.Spikes, at.Driven);
}
