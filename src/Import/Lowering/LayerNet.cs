using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>
/// The layers while they are being made: in order, each behind its inputs. A layer may be replaced while nothing reads
/// its value but the one that replaces it.
/// </summary>
/// <param name="readers">How often nodes of the graph read a value; the graph's output counts as read once more.</param>
sealed class LayerNet(IReadOnlyDictionary<string, int> readers)
{
    readonly List<Layer?> _layers = [];
    readonly Dictionary<string, int> _positions = [];

    /// <summary>The layers in order.</summary>
    public IEnumerable<Layer> Layers => _layers.OfType<Layer>();

    /// <summary>The layer that makes a value; null for the input and for values of layers that are gone.</summary>
    public Layer? ProducerOf(string value) => _positions.TryGetValue(value, out int position) ? _layers[position] : null;

    /// <summary>The layer that makes a value, if only one node reads it and reads it under its own name; otherwise null.</summary>
    /// <param name="read">The name under which the node reads it.</param>
    /// <param name="value">The name of the layer's value.</param>
    public Layer? OwnProducer(string read, string value) =>
        read == value && readers.GetValueOrDefault(value) == 1 ? ProducerOf(value) : null;

    /// <summary>Adds a layer at the end.</summary>
    public void Add(Layer layer)
    {
        _positions[layer.Output] = _layers.Count;
        _layers.Add(layer);
    }

    /// <summary>Removes the layer of a value.</summary>
    public void Remove(string value)
    {
        if (_positions.Remove(value, out int position))
        {
            _layers[position] = null;
        }
    }

    /// <summary>Removes the layers that an output does not depend on; returns their values.</summary>
    public IReadOnlyList<string> RemoveUnread(string output)
    {
        HashSet<string> needed = [output];
        List<string> removed = [];
        for (int position = _layers.Count - 1; position >= 0; position--)
        {
            if (_layers[position] is not { } layer)
            {
                continue;
            }

            if (needed.Contains(layer.Output))
            {
                needed.UnionWith(layer.Inputs);
            }
            else
            {
                removed.Add(layer.Output);
                Remove(layer.Output);
            }
        }

        return removed;
    }
}
