using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>
/// Computes something for every value between the populations, layer by layer in the order of the graph, and keeps it
/// only until its last reader has seen it. Every layer is computed once, however many branches meet.
/// </summary>
/// <param name="cut">The network, cut.</param>
/// <param name="carried">What a value has that a population carries.</param>
/// <param name="through">What a linear layer makes of that of its inputs.</param>
sealed class LinearWalk<T>(NetworkCut cut, Func<Segment, T> carried, Func<Layer, IReadOnlyList<T>, T> through)
{
    readonly Dictionary<string, T> _known = [];
    readonly Dictionary<string, int> _readersLeft = new(cut.ReaderCounts);
    int _next;

    /// <summary>The result for the value that a segment reads; segments are asked for in order, each once.</summary>
    public T Of(Segment segment)
    {
        while (!cut.Carriers.ContainsKey(segment.Input) && !_known.ContainsKey(segment.Input))
        {
            Layer layer = cut.LinearLayers[_next++];
            T result = through(layer, [.. layer.Inputs.Select(Read)]);
            _known.Add(layer.Output, result);
        }

        return Read(segment.Input);
    }

    T Read(string value)
    {
        if (cut.Carriers.TryGetValue(value, out Segment? segment))
        {
            return carried(segment);
        }

        T known = _known[value];
        if (--_readersLeft[value] == 0)
        {
            _known.Remove(value);
        }

        return known;
    }
}
