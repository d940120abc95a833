namespace Neuromorphic.Import.Layers;

/// <summary>
/// The lowered network: a single chain of layers with known shapes. Each layer reads what the one before it makes; the
/// first reads <see cref="InputName"/>.
/// </summary>
public sealed class LayerGraph
{
    internal LayerGraph(string file, string inputName, TensorShape inputShape, IReadOnlyList<Layer> layers)
    {
        File = file;
        InputName = inputName;
        InputShape = inputShape;
        Layers = layers;
    }

    /// <summary>The file that the network comes from.</summary>
    public string File { get; }

    /// <summary>The value name of the input.</summary>
    public string InputName { get; }

    /// <summary>The shape of one input sample.</summary>
    public TensorShape InputShape { get; }

    /// <summary>The layers in order, at least one.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The value name of the output: that of the last layer.</summary>
    public string OutputName => Layers[^1].Output;

    /// <summary>Number of classes: elements of the output of one sample.</summary>
    public int Classes => Layers[^1].OutputShape.Count;

    /// <summary>Products of all Conv, Gemm and MatMul for one sample, those with padding included.</summary>
    public long Macs => Layers.Sum(layer => layer.Macs);

    /// <summary>Parameters of all layers.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);
}
