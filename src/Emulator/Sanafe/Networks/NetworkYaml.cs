using System.Globalization;
using System.Text;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Reads SANA-FE's network YAML.</summary>
sealed class NetworkYaml
{
    readonly NetworkBuilder _builder;
    readonly EdgeLines _lines;
    readonly EdgeReader _edges;

    NetworkYaml(NetworkBuilder builder, EdgeLines lines)
    {
        _builder = builder;
        _lines = lines;
        _edges = new EdgeReader(builder);
    }

    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static SanafeNetwork Read(NetworkBuilder builder, byte[] bytes)
    {
        var lines = new EdgeLines(bytes);
        string rest;
        try
        {
            rest = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(lines.Rest.Span);
        }
        catch (DecoderFallbackException error)
        {
            throw builder.Error(0, "", $"not UTF-8 text: {error.Message}");
        }

        return new NetworkYaml(builder, lines).Read(YamlTree.Read(builder.File, rest, YamlLimits.Network));
    }

    SanafeNetwork Read(YamlMapping root)
    {
        var file = new YamlFields(_builder.File, "", root);
        YamlFields network = file.Mapping("network");
        string name = network.OptionalText("name") ?? "";
        foreach (YamlNode group in network.Items("groups"))
        {
            ReadGroup(group);
        }

        foreach (YamlNode edge in network.Items("edges"))
        {
            ReadEdge(edge);
        }

        network.Finish();
        foreach (YamlNode mapping in file.Items("mappings"))
        {
            foreach (YamlField field in Entry(mapping, "group.0..9: {core: 0.0}").Fields)
            {
                ReadMapping(field);
            }
        }

        file.Finish();
        return _builder.Build(name, null, _edges.Remarks);
    }

    void ReadGroup(YamlNode node)
    {
        var group = new YamlFields(_builder.File, "network.groups", Entry(node, "{name: a, neurons: [0..9]}"));
        string name = group.Text("name");
        var common = new NeuronSettings { Line = node.Line };
        if (group.Has("attributes"))
        {
            Apply(common, group.Node("attributes"), name);
        }

        var neurons = new SortedDictionary<int, NeuronSettings>();
        foreach (YamlNode item in group.Items("neurons"))
        {
            switch (item)
            {
                case YamlScalar scalar:
                    AddNeurons(neurons, name, scalar.Value, common, null, scalar.Line);
                    break;
                case YamlMapping mapping:
                    foreach (YamlField field in mapping.Fields)
                    {
                        AddNeurons(neurons, name, field.Name, common, field.Value, field.Line);
                    }

                    break;
                default:
                    throw _builder.Error(item.Line, name, "an entry of 'neurons' is expected, such as '0..9' or '0: {bias: 1}'");
            }
        }

        group.Finish();
        if (neurons.Count > 0 && neurons.Keys.Last() != neurons.Count - 1)
        {
            int missing = Enumerable.Range(0, neurons.Count).First(i => !neurons.ContainsKey(i));
            throw _builder.Error(node.Line, name, $"neuron {missing} is missing; neurons are numbered from 0 without gaps");
        }

        _builder.AddGroup(name, neurons.Values, node.Line);
    }

    void AddNeurons(SortedDictionary<int, NeuronSettings> neurons, string group, string range, NeuronSettings common, YamlNode? attributes, int line)
    {
        (int first, int last) = ReadRange(range, group, line);
        NeuronSettings settings = common;
        if (attributes is not null and not YamlScalar { Plain: true, Value: "" or "~" or "null" })
        {
            settings = common.Copy();
            settings.Line = line;
            Apply(settings, attributes, $"{group}.{range}");
        }

        if ((long)last - first + neurons.Count >= NetworkBuilder.MaxNeurons)
        {
            throw _builder.Error(line, group, $"more than {NetworkBuilder.MaxNeurons} neurons");
        }

        for (int i = first; i <= last; i++)
        {
            if (!neurons.TryAdd(i, settings))
            {
                throw _builder.Error(line, $"{group}.{i}", "the neuron stands twice");
            }
        }
    }

    void Apply(NeuronSettings settings, YamlNode node, string path)
    {
        if (node is YamlScalar { Plain: true, Value: "" or "~" or "null" })
        {
            return;
        }

        YamlMapping attributes = YamlMapping.TryMerge(node)
            ?? throw _builder.Error(node.Line, path, "a mapping of attributes is expected, or a list of mappings, without any name twice");
        foreach (YamlField field in attributes.Fields)
        {
            if (field.Name is "synapse" or "dendrite" or "soma")
            {
                Apply(settings, field.Value, $"{path}.{field.Name}");
            }
            else if (NeuronAttributes.Set(settings, field.Name, field.Value) is string problem)
            {
                throw _builder.Error(field.Line, $"{path}.{field.Name}", problem);
            }
        }
    }

    void ReadEdge(YamlNode node)
    {
        if (node is YamlScalar scalar && _lines.Holds(scalar.Value, out int run))
        {
            _lines.Read(run, _builder);
            return;
        }

        foreach (YamlField field in Entry(node, "a.0 -> b.1: {weight: 1}").Fields)
        {
            _edges.Read(field);
        }
    }

    void ReadMapping(YamlField field)
    {
        var target = new YamlFields(_builder.File, $"mappings.{field.Name}", YamlMapping.TryMerge(field.Value)
            ?? throw _builder.Error(field.Line, field.Name, "a mapping such as {core: 0.0} is expected"));
        (int tile, int core) = _builder.CoreAddress(target.Text("core"), field.Line);
        string? soma = target.OptionalText("soma");
        string? synapse = target.OptionalText("synapse");
        string? dendrite = target.OptionalText("dendrite");
        target.Finish();

        int dot = field.Name.IndexOf('.', StringComparison.Ordinal);
        NeuronGroup group = _builder.Group(dot < 0 ? field.Name : field.Name.AsSpan(0, dot), field.Line);
        (int first, int last) = dot < 0 ? (0, group.Count - 1) : ReadRange(field.Name[(dot + 1)..], group.Name, field.Line);
        if (last >= group.Count)
        {
            throw _builder.Error(field.Line, field.Name, $"the group has {group.Count} neurons, counted from 0");
        }

        NeuronSettings? before = null;
        NeuronSettings? after = null;
        for (int i = group.First + first; i <= group.First + last; i++)
        {
            _builder.Map(i, tile, core, field.Line);
            if (soma is null && synapse is null && dendrite is null)
            {
                continue;
            }

            // Neurons that shared their settings go on doing so.
            NeuronSettings settings = _builder.Settings(i);
            if (settings != before)
            {
                before = settings;
                after = settings.Copy();
                after.SomaUnit = soma ?? settings.SomaUnit;
                after.SynapseUnit = synapse ?? settings.SynapseUnit;
                after.DendriteUnit = dendrite ?? settings.DendriteUnit;
            }

            _builder.Replace(i, after!);
        }
    }

    (int First, int Last) ReadRange(string text, string group, int line)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        ReadOnlySpan<char> low = dots < 0 ? text : text.AsSpan(0, dots);
        ReadOnlySpan<char> high = dots < 0 ? text : text.AsSpan(dots + 2);
        return int.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out int last)
            && first <= last
            ? (first, last)
            : throw _builder.Error(line, $"{group}.{text}", "a number or a range of neurons is expected, such as 3 or 0..9");
    }

    YamlMapping Entry(YamlNode node, string example) => node as YamlMapping
        ?? throw _builder.Error(node.Line, "", $"an entry such as '{example}' is expected");
}
