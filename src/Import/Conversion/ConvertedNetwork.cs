using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion;

/// <summary>A converted network and what is known about it.</summary>
/// <param name="Network">The integer spiking network.</param>
/// <param name="Populations">Its populations but the input, in order, each with where it comes from.</param>
/// <param name="Ranges">The proven range of the potentials of each population of neurons and of the read-out.</param>
public sealed record ConvertedNetwork(
    SpikingNetwork Network, IReadOnlyList<ConvertedPopulation> Populations, IReadOnlyList<PotentialRange> Ranges) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}

/// <summary>A population and the ONNX value that its activation comes from.</summary>
/// <param name="Population">The population.</param>
/// <param name="ValueName">Name of the value in the ONNX file.</param>
/// <param name="ValueShape">The value's shape, as the population holds it.</param>
/// <param name="ThresholdBits">Median of log₂ Θ over the neurons that can fire: how finely a neuron resolves its input, in bits below one spike; null where nothing fires.</param>
/// <param name="PrunedNeurons">Neurons that were never active on the calibration data and never fire.</param>
public sealed record ConvertedPopulation(
    Population Population, string ValueName, TensorShape ValueShape, double? ThresholdBits, int PrunedNeurons)
{
    /// <summary>The real numbers that the integers were rounded from; null for a population without any.</summary>
    public UnroundedLayer? Unrounded { get; init; }

    /// <summary>What makes the activation from the value; null where it is the value.</summary>
    public ActivationFunction? Clamp { get; init; }

    /// <summary>The factor that the value is taken with before; −1 for neurons that carry the negative part of the input.</summary>
    public int Sign { get; init; } = 1;

    /// <summary>The activation that the population stands for.</summary>
    /// <param name="value">An element of the value.</param>
    public double Activation(float value) => Clamp?.Evaluate(Sign * value, 0) ?? value;
}
