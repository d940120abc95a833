using Neuromorphic.Core.Networks;

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

/// <summary>A population and the ONNX value that its activation stands for.</summary>
/// <param name="Population">The population.</param>
/// <param name="ValueName">Name of the value in the ONNX file; its positive part is meant, except for the read-out.</param>
/// <param name="ValueShape">The value's shape, as in ONNX.</param>
/// <param name="ThresholdBits">Median of log₂ Θ over the neurons that can fire: how finely a neuron resolves its input, in bits below one spike; null where nothing fires.</param>
/// <param name="PrunedNeurons">Neurons that were never active on the calibration data and never fire.</param>
public sealed record ConvertedPopulation(
    Population Population, string ValueName, Layers.TensorShape ValueShape, double? ThresholdBits, int PrunedNeurons)
{
    /// <summary>The real numbers that the integers were rounded from; null for a population without any.</summary>
    public UnroundedLayer? Unrounded { get; init; }
}
