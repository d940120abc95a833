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

    /// <summary>One timestep of all neurons; see <see cref="KernelSet.Step"/>.</summary>
    internal abstract unsafe void Step(
        KernelSet kernels, int* potential, int* current, int* bias, ulong* spikes, ulong* driven);

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

    internal override unsafe void Step(
        KernelSet kernels, int* potential, int* current, int* bias, ulong* spikes, ulong* driven) =>
        kernels.Step(
            _model, SpikeMask.Words(Count), potential, current, Parameters.ThresholdAddress, bias, spikes, driven);
}
