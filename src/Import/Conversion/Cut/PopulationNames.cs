using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>Names populations after the last layer with weights in front of them, which users know them by.</summary>
sealed class PopulationNames(LayerGraph graph)
{
    /// <summary>Values looked at before the search is given up: names are a courtesy.</summary>
    const int MostValues = 64;

    readonly Dictionary<string, int> _order = graph.Layers.Select((layer, k) => (layer.Output, k)).ToDictionary(pair => pair.Output, pair => pair.k);

    /// <summary>The name of the last convolution or fully connected layer between the populations and a value, or null.</summary>
    public string? Of(string value, IReadOnlyDictionary<string, Segment> carriers)
    {
        Layer? last = null;
        var seen = new HashSet<string> { value };
        var pending = new Queue<string>(seen);
        while (pending.TryDequeue(out string? next) && seen.Count < MostValues)
        {
            if (carriers.ContainsKey(next) || graph.ProducerOf(next) is not { } producer)
            {
                continue;
            }

            if (producer is ConvolutionLayer or DenseLayer)
            {
                last = last is null || _order[producer.Output] > _order[last.Output] ? producer : last;
                continue;
            }

            foreach (string input in producer.Inputs.Where(seen.Add))
            {
                pending.Enqueue(input);
            }
        }

        return last?.Name;
    }
}
