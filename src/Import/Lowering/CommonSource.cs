using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>The nearest value from which several values are computed element by element.</summary>
static class CommonSource
{
    /// <summary>Layers between a value and its source that are looked at; functions that a model writes are shorter.</summary>
    const int MostSteps = 64;

    // Branches within that reach that are looked at.
    const int MostValues = 4096;

    /// <summary>The source, or null where there is none within reach.</summary>
    public static string? Find(LayerNet net, IReadOnlyList<string> values)
    {
        Dictionary<string, IReadOnlyList<string>> known = [];
        return Common([.. values.Select(value => Chain(net, value, known, MostSteps))]);
    }

    // The value itself and the sources that all its elements pass, nearest first.
    static IReadOnlyList<string> Chain(LayerNet net, string value, Dictionary<string, IReadOnlyList<string>> known, int depth)
    {
        if (known.TryGetValue(value, out IReadOnlyList<string>? chain))
        {
            return chain;
        }

        if (depth == 0 || known.Count > MostValues || net.ProducerOf(value) is not { } layer || !IsElementwise(layer))
        {
            return known[value] = [value];
        }

        IReadOnlyList<string>[] inputs = [.. layer.Inputs.Select(input => Chain(net, input, known, depth - 1))];
        string? common = Common(inputs);
        return known[value] = common is null ? [value] : [value, .. inputs[0].SkipWhile(source => source != common)];
    }

    static string? Common(IReadOnlyList<string>[] chains) =>
        chains[0].FirstOrDefault(source => chains.All(chain => chain.Contains(source)));

    static bool IsElementwise(Layer layer) => layer is ActivationLayer or ScaleLayer or SumLayer;
}
