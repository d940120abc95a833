using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>
/// The linear part of all layers from a population to a value, multiplied out, in a form that compact synapses can hold.
/// Biases are no part of it. Immutable.
/// </summary>
abstract class CompactForm
{
    /// <summary>Weights that it holds.</summary>
    public abstract long StoredWeights { get; }

    /// <summary>The form behind one more layer, or null where it would no longer be compact.</summary>
    /// <param name="layer">A linear layer.</param>
    /// <param name="input">Which of its inputs the form leads to.</param>
    /// <param name="budget">What it may cost.</param>
    public abstract CompactForm? Through(Layer layer, int input, WorkBudget budget);

    /// <summary>The sum with another form between the same ends, or null where it would not be compact.</summary>
    public abstract CompactForm? Plus(CompactForm other, WorkBudget budget);

    /// <summary>The form times a factor.</summary>
    public abstract CompactForm Scaled(float factor);

    /// <summary>The weights as a map between populations, or null where the target holds its channels otherwise.</summary>
    /// <param name="target">Shape of the target population, as an ONNX value.</param>
    public abstract LinearMap? ToMap(TensorShape target);
}
