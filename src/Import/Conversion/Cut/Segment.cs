using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>What a population of the spiking network is.</summary>
enum SegmentEnd
{
    /// <summary>The network's input, which does not spike.</summary>
    Input,

    /// <summary>Spiking neurons that carry an activation.</summary>
    Neurons,

    /// <summary>Pooling units over the neurons of another segment; no linear layer in between.</summary>
    MaxPool,

    /// <summary>The accumulators that are read out.</summary>
    Readout,
}

/// <summary>
/// A part of the network that becomes one population: all linear layers between the populations before it and the value
/// it activates, and what ends them.
/// </summary>
sealed class Segment
{
    /// <summary>Name of the population: that of the last layer with weights, or of the node that ends the segment.</summary>
    public required string Name { get; init; }

    /// <summary>What ends it.</summary>
    public required SegmentEnd End { get; init; }

    /// <summary>The value that its neurons or accumulators integrate; the pooled value, or the network's input.</summary>
    public required string Input { get; init; }

    /// <summary>The factor that <see cref="Input"/> is taken with: −1 for neurons that carry the negative part of the network's input.</summary>
    public int Sign { get; init; } = 1;

    /// <summary>The function that its neurons stand for.</summary>
    public ActivationFunction? Function { get; init; }

    /// <summary>The shape of the value that the function is applied to: its channels are those that the function's parameters are for.</summary>
    public TensorShape FunctionShape { get; init; }

    /// <summary>The pooling layer, where the segment is one.</summary>
    public MaxPoolLayer? Pool { get; init; }

    /// <summary>The segment that is pooled, where the segment is a pool.</summary>
    public Segment? Source { get; init; }

    /// <summary>The ONNX value that the activation is computed from: the activation itself, or the value in front of it.</summary>
    public required string ValueName { get; init; }

    /// <summary>What makes the activation from the ONNX value: null where it is the value.</summary>
    public ActivationFunction? Clamp { get; init; }

    /// <summary>Shape of the population, as an ONNX value.</summary>
    public required TensorShape Shape { get; init; }

    /// <summary>The function whose values its units carry: that of the pooled neurons, where it is a pool.</summary>
    public ActivationFunction? Carried => Source?.Carried ?? Function;

    /// <summary>Limits of its activations.</summary>
    public (double Lowest, double Highest) Range => Carried?.Range ?? (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>No activation is further from zero.</summary>
    public double LargestMagnitude => Math.Max(Math.Abs(Range.Lowest), Math.Abs(Range.Highest));

    /// <summary>Whether its activation is never negative.</summary>
    public bool IsRectified => Range.Lowest >= 0;
}
