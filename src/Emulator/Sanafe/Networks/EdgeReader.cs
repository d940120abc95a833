using System.Globalization;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Reads edges between neurons and hyper-edges between groups.</summary>
sealed class EdgeReader(NetworkBuilder builder)
{
    /// <summary>Longest delay that the delay unit has, in timesteps.</summary>
    public const int MaxDelay = 5;

    readonly List<string> _remarks = [];

    /// <summary>What was read but has no effect.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Adds the synapses of one entry, such as <c>a.0 -> b.1: {weight: 2}</c>.</summary>
    /// <exception cref="ChipException">The entry cannot be used.</exception>
    public void Read(YamlField field)
    {
        string[] ends = field.Name.Split("->", StringSplitOptions.TrimEntries);
        if (ends.Length != 2)
        {
            throw builder.Error(field.Line, field.Name, "an edge is written 'a.0 -> b.1', a hyper-edge 'a -> b'");
        }

        var attributes = new Dictionary<string, YamlField>(StringComparer.Ordinal);
        Gather(attributes, field.Value, field.Name);
        if (ends[0].Contains('.', StringComparison.Ordinal) || ends[1].Contains('.', StringComparison.Ordinal))
        {
            ReadOne(field, ends, attributes);
        }
        else
        {
            ReadHyperEdge(field, builder.Group(ends[0], field.Line), builder.Group(ends[1], field.Line), attributes);
        }

        if (attributes.Count > 0)
        {
            YamlField left = attributes.Values.First();
            throw builder.Error(left.Line, $"{field.Name}.{left.Name}", "unknown attribute of an edge; known: weight, w, delay, d, for hyper-edges type and what the type needs, and the scopes synapse and dendrite");
        }
    }

    void Gather(Dictionary<string, YamlField> attributes, YamlNode node, string path)
    {
        YamlMapping mapping = YamlMapping.TryMerge(node)
            ?? throw builder.Error(node.Line, path, "attributes are expected, such as {weight: 1}, without any name twice");
        foreach (YamlField field in mapping.Fields)
        {
            if (field.Name is "synapse" or "dendrite")
            {
                Gather(attributes, field.Value, $"{path}.{field.Name}");
            }
            else if (!attributes.TryAdd(field.Name, field))
            {
                throw builder.Error(field.Line, $"{path}.{field.Name}", "the attribute stands twice");
            }
        }
    }

    void ReadOne(YamlField field, string[] ends, Dictionary<string, YamlField> attributes)
    {
        double weight = Take(attributes, "weight", "w") is YamlField given ? Real(given.Value, given.Line, field.Name) : 0;
        int delay = Take(attributes, "delay", "d") is YamlField late ? Delay(late.Value, late.Line, field.Name) : 0;
        builder.AddEdge(builder.Neuron(ends[0], field.Line), builder.Neuron(ends[1], field.Line), weight, delay, field.Line);
    }

    void ReadHyperEdge(YamlField field, NeuronGroup source, NeuronGroup target, Dictionary<string, YamlField> attributes)
    {
        string type = (Take(attributes, "type", "type")?.Value as YamlScalar)?.Value ?? "";
        IEnumerable<(int Source, int Target, int Entry)> pairs;
        long entries;
        switch (type)
        {
            case "dense":
                entries = (long)source.Count * target.Count;
                pairs = Dense(source.Count, target.Count);
                break;
            case "sparse":
                (int, int)[] given = Pairs(field, source, target, attributes);
                entries = given.Length;
                pairs = given.Select((pair, entry) => (pair.Item1, pair.Item2, entry));
                break;
            case "conv2d":
                ConvolutionEdge convolution = Convolution(field, source, target, attributes);
                entries = convolution.Entries;
                pairs = convolution.Pairs();
                break;
            default:
                throw builder.Error(field.Line, field.Name, $"the type of a hyper-edge is one of dense, sparse, conv2d, not '{type}'");
        }

        double[] weights = List(field, Take(attributes, "weight", "w"), entries, Real);
        int[] delays = List(field, Take(attributes, "delay", "d"), entries, Delay);
        foreach ((int from, int to, int entry) in pairs)
        {
            builder.AddEdge(
                source.First + from,
                target.First + to,
                weights.Length > 0 ? weights[entry] : 0,
                delays.Length > 0 ? delays[entry] : 0,
                field.Line);
        }
    }

    static IEnumerable<(int, int, int)> Dense(int sources, int targets)
    {
        for (int source = 0; source < sources; source++)
        {
            for (int target = 0; target < targets; target++)
            {
                yield return (source, target, source * targets + target);
            }
        }
    }

    (int, int)[] Pairs(YamlField field, NeuronGroup source, NeuronGroup target, Dictionary<string, YamlField> attributes)
    {
        if (Take(attributes, "source_target_pairs", "source_target_pairs")?.Value is not YamlSequence sequence)
        {
            throw builder.Error(field.Line, field.Name, "a sparse hyper-edge needs source_target_pairs: [[0, 1], ...]");
        }

        return
        [
            .. sequence.Items.Select(item => item is YamlSequence { Items: [YamlScalar from, YamlScalar to] }
                ? (Offset(from, source), Offset(to, target))
                : throw builder.Error(item.Line, field.Name, "a pair [source, target] is expected")),
        ];
    }

    int Offset(YamlScalar scalar, NeuronGroup group) =>
        int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) && offset < group.Count
            ? offset
            : throw builder.Error(scalar.Line, $"{group.Name}.{scalar.Value}", $"there is no such neuron; the group has {group.Count}, counted from 0");

    ConvolutionEdge Convolution(YamlField field, NeuronGroup source, NeuronGroup target, Dictionary<string, YamlField> attributes)
    {
        int Size(string name, int? standard = null)
        {
            if (Take(attributes, name, name) is not YamlField given)
            {
                return standard ?? throw builder.Error(field.Line, $"{field.Name}.{name}", "a conv2d hyper-edge needs this size");
            }

            return NeuronAttributes.TryReal(given.Value, out double value) && value is >= 1 and <= 1 << 20 && value == Math.Floor(value)
                ? (int)value
                : throw builder.Error(given.Line, $"{field.Name}.{name}", "a whole number from 1 is expected");
        }

        var convolution = new ConvolutionEdge(
            Size("input_height"), Size("input_width"), Size("input_channels"),
            Size("kernel_height"), Size("kernel_width"), Size("kernel_count"),
            Size("stride_height", 1), Size("stride_width", 1));
        if (convolution.Inputs != source.Count || convolution.Outputs != target.Count)
        {
            throw builder.Error(
                field.Line, field.Name, $"the sizes stand for {convolution.Inputs} inputs and {convolution.Outputs} outputs, the groups have {source.Count} and {target.Count}");
        }

        return convolution;
    }

    T[] List<T>(YamlField field, YamlField? given, long entries, Func<YamlNode, int, string, T> read)
    {
        if (given is null)
        {
            return [];
        }

        if (given.Value is not YamlSequence sequence || sequence.Items.Count < entries)
        {
            throw builder.Error(given.Line, $"{field.Name}.{given.Name}", $"a list of {entries} values is expected, one per connection");
        }

        if (sequence.Items.Count > entries)
        {
            _remarks.Add($"{builder.File}, line {given.Line}: {given.Name} has {sequence.Items.Count} values for {entries} connections; the last are not used");
        }

        return [.. sequence.Items.Take((int)entries).Select(item => read(item, item.Line, field.Name))];
    }

    static YamlField? Take(Dictionary<string, YamlField> attributes, string name, string other) =>
        attributes.Remove(name, out YamlField? field) || attributes.Remove(other, out field) ? field : null;

    double Real(YamlNode node, int line, string path) => NeuronAttributes.TryReal(node, out double value)
        ? value
        : throw builder.Error(line, $"{path}.weight", "a number is expected");

    int Delay(YamlNode node, int line, string path) => NeuronAttributes.TryReal(node, out double value) && value is >= 0 and <= MaxDelay && value == Math.Floor(value)
        ? (int)value
        : throw builder.Error(line, $"{path}.delay", $"a whole number of timesteps from 0 to {MaxDelay} is expected");
}
