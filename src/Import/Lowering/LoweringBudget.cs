using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Bounds what a model of few bytes may cost: weights that many nodes share are copied for each, padding grows values,
/// large kernels on large maps compute without end.
/// </summary>
sealed class LoweringBudget(OnnxGraph graph, IReadOnlyDictionary<string, OnnxTensor> constants)
{
    const long MostWeights = 1L << 28;
    const long MostActivations = 1L << 28;
    const long MostExplicit = 1L << 26;
    const double MostWork = 1e12;

    long _weights;
    long _activations;
    double _explicit;
    double _work;

    /// <summary>Accounts for the constants that a node's rule will copy, before it does.</summary>
    public void Weights(OnnxNode node, IReadOnlyList<int> dims)
    {
        foreach (string input in node.Inputs)
        {
            // A single number may become one per channel, twice.
            _weights += constants.TryGetValue(input, out OnnxTensor? tensor) ? tensor.Count + (2L * dims[0]) : 0;
        }

        if (_weights > MostWeights)
        {
            throw TooLarge(node.Name, $"the layers have more than {MostWeights} weights in total");
        }
    }

    /// <summary>Accounts for elements or synapses that a layer lists one by one, before it does.</summary>
    public void Explicit(OnnxNode node, double elements)
    {
        _explicit += elements;
        if (!(_explicit <= MostExplicit))
        {
            throw TooLarge(node.Name, $"it and the nodes before it ask for more than {MostExplicit} moved elements or "
                + "single synapses");
        }
    }

    /// <summary>Accounts for a layer's output and for the work of computing it.</summary>
    public void Layer(Layer layer)
    {
        _activations += layer.OutputShape.Count;
        _work += layer switch
        {
            MaxPoolLayer pool => (double)pool.Kernel.Height * pool.Kernel.Width * layer.OutputShape.Count,
            AveragePoolLayer pool => (double)pool.Kernel.Height * pool.Kernel.Width * layer.OutputShape.Count,
            LinearLayer linear => linear.Weights.Length,
            _ => layer.Macs,
        };
        if (_activations > MostActivations)
        {
            throw TooLarge(layer.Name, $"the values of one sample have more than {MostActivations} elements in total");
        }

        if (_work > MostWork)
        {
            throw TooLarge(layer.Name, "one sample takes more than 10^12 operations");
        }
    }

    ModelException TooLarge(string node, string problem) =>
        new(graph.File, $"node '{Printable.Name(node)}'", problem, "Use a smaller model or smaller samples");
}
