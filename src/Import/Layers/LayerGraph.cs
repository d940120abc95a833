namespace Neuromorphic.Import.Layers;

/// <summary>
/// The lowered network: layers with known shapes, each behind those that make its inputs. A value is read under its
/// name; the network's input is one of the values. Branches may split and join.
/// </summary>
public sealed class LayerGraph
{
    readonly Dictionary<string, Layer> _producers = [];
    readonly Dictionary<string, List<Layer>> _readers = [];

    internal LayerGraph(string file, string inputName, TensorShape inputShape, IReadOnlyList<Layer> layers)
    {
        File = file;
        InputName = inputName;
        InputShape = inputShape;
        Layers = layers;
        foreach (Layer layer in layers)
        {
            foreach (string input in layer.Inputs)
            {
                if (input != inputName && !_producers.ContainsKey(input))
                {
                    throw new ArgumentException($"layer '{layer.Name}' reads '{input}', which no layer before it makes", nameof(layers));
                }

                if (!_readers.TryGetValue(input, out List<Layer>? readers))
                {
                    _readers[input] = readers = [];
                }

                readers.Add(layer);
            }

            _producers.Add(layer.Output, layer);
        }
    }

    /// <summary>The file that the network comes from.</summary>
    public string File { get; }

    /// <summary>The value name of the input.</summary>
    public string InputName { get; }

    /// <summary>The shape of one input sample.</summary>
    public TensorShape InputShape { get; }

    /// <summary>The layers in order, at least one; the last makes the output.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The value name of the output: that of the last layer.</summary>
    public string OutputName => Layers[^1].Output;

    /// <summary>Number of classes: elements of the output of one sample.</summary>
    public int Classes => Layers[^1].OutputShape.Count;

    /// <summary>Products of all Conv, Gemm and MatMul for one sample, those with padding included.</summary>
    public long Macs => Layers.Sum(layer => layer.Macs);

    /// <summary>Parameters of all layers.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>The layer that makes a value; null for the network's input.</summary>
    public Layer? ProducerOf(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The layers that read a value, possibly none; a layer that reads it twice is listed twice.</summary>
    public IReadOnlyList<Layer> ReadersOf(string value) => _readers.GetValueOrDefault(value) ?? [];

    /// <summary>The shape of a value.</summary>
    public TensorShape ShapeOf(string value) => value == InputName ? InputShape : _producers[value].OutputShape;
}
