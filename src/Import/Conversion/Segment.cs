using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion;

/// <summary>What stands at the end of a segment.</summary>
enum SegmentEnd
{
    /// <summary>Spiking neurons that carry a rectified activation.</summary>
    Neurons,

    /// <summary>Pooling units over the neurons of the segment before; no linear layer in between.</summary>
    MaxPool,

    /// <summary>The accumulators that are read out.</summary>
    Readout,
}

/// <summary>A stretch of the network that becomes one population: a chain of linear layers and what ends it.</summary>
/// <param name="Name">Name of the population: that of the layer with the weights, or of the node that ends the segment.</param>
/// <param name="Linear">The linear layers in between, possibly none.</param>
/// <param name="End">What ends it.</param>
/// <param name="Pool">The pooling layer, where the segment is one.</param>
/// <param name="ValueName">The ONNX value whose positive part the population's activation stands for.</param>
/// <param name="Shape">Shape of the population, as an ONNX value.</param>
sealed record Segment(
    string Name, IReadOnlyList<Layer> Linear, SegmentEnd End, MaxPoolLayer? Pool, string ValueName, TensorShape Shape)
{
    /// <summary>Cuts a network into segments, the read-out last.</summary>
    /// <exception cref="ModelException">A layer stands where it has no spiking counterpart.</exception>
    public static IReadOnlyList<Segment> Cut(LayerGraph graph)
    {
        var segments = new List<Segment>();
        var linear = new List<Layer>();
        TensorShape shape = graph.InputShape;
        string value = graph.InputName;
        for (int k = 0; k < graph.Layers.Count; k++)
        {
            Layer layer = graph.Layers[k];
            RequireChain(graph, layer);
            switch (layer)
            {
                case SoftmaxLayer:
                    // Monotonic: the decision is read before it.
                    continue;
                case ActivationLayer when linear.Count == 0 && segments.Count > 0:
                    // Rectified already: spike counts are not negative.
                    value = layer.Output;
                    continue;
                case ActivationLayer:
                    segments.Add(new(NameOf(linear, layer), linear, SegmentEnd.Neurons, null, layer.Output, shape));
                    linear = [];
                    break;
                case MaxPoolLayer pool:
                    if (linear.Count > 0 || segments.Count == 0)
                    {
                        RequireReluBehind(graph, k);
                        RequireLayersBefore(graph, linear, layer);

                        // max(relu(x)) = relu(max(x)): the neurons stand in front of the pool.
                        segments.Add(new(NameOf(linear, layer), linear, SegmentEnd.Neurons, null, value, shape));
                        linear = [];
                    }

                    segments.Add(new(layer.Name, [], SegmentEnd.MaxPool, pool, layer.Output, layer.OutputShape));
                    shape = layer.OutputShape;
                    break;
                default:
                    linear.Add(layer);
                    shape = layer is ReshapeLayer ? shape : layer.OutputShape;
                    break;
            }

            value = layer.Output;
        }

        segments.Add(new(NameOf(linear, graph.Layers[^1]), linear, SegmentEnd.Readout, null, value, shape));
        return segments;
    }

    static void RequireChain(LayerGraph graph, Layer layer)
    {
        if (layer.Inputs.Count > 1 || graph.ReadersOf(layer.Inputs[0]).Count > 1)
        {
            throw new ModelException(
                graph.File, $"node '{layer.Name}' ({layer.Operator})", "branches split or join here, and only a single chain converts", "Use a model without branches");
        }
    }

    static void RequireLayersBefore(LayerGraph graph, List<Layer> linear, Layer pool)
    {
        if (linear.All(layer => layer is ReshapeLayer))
        {
            throw new ModelException(
                graph.File,
                $"node '{pool.Name}' ({pool.Operator})",
                "it pools the network's input, which does not spike",
                "Pool the data before they enter the network");
        }
    }

    static string NameOf(List<Layer> linear, Layer end) =>
        linear.LastOrDefault(layer => layer is ConvolutionLayer or DenseLayer)?.Name ?? end.Name;

    /// <summary>Pooling units compare spike counts, which are not negative: a rectifier must follow, with nothing but shapes between.</summary>
    static void RequireReluBehind(LayerGraph graph, int pool)
    {
        for (int k = pool + 1; k < graph.Layers.Count; k++)
        {
            switch (graph.Layers[k])
            {
                case ActivationLayer:
                    return;
                case ReshapeLayer or MaxPoolLayer:
                    continue;
            }

            break;
        }

        Layer layer = graph.Layers[pool];
        throw new ModelException(
            graph.File,
            $"node '{layer.Name}' ({layer.Operator})",
            "it pools values that may be negative, which spike counts cannot carry",
            "Put a Relu in front of or directly behind the pool");
    }
}
