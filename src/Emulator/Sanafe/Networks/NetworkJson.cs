using System.Text.Json;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Reads a flattened network, <c>neuro-net/1</c>.</summary>
static class NetworkJson
{
    const string Format = "neuro-net/1";

    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static SanafeNetwork Read(NetworkBuilder builder, byte[] bytes)
    {
        var tree = new JsonTree(builder.File, SanafeFile.WithoutMark(bytes), YamlLimits.Network);
        if (tree.Reader.TokenType != JsonTokenType.StartObject)
        {
            throw tree.Error("", "an object of fields is expected");
        }

        var fields = new List<YamlField>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (tree.Advance(); tree.Reader.TokenType != JsonTokenType.EndObject; tree.Advance())
        {
            int line = tree.Line;
            string name = tree.Text();
            if (!seen.Add(name))
            {
                throw tree.Error(name, "the field stands twice; keep one");
            }

            tree.Advance();
            if (name == "edges")
            {
                ReadEdges(ref tree, builder);
            }
            else
            {
                fields.Add(new YamlField(line, name, tree.ReadValue()));
            }
        }

        return Assemble(builder, new YamlFields(builder.File, "", new YamlMapping(1, fields)), seen.Contains("edges"));
    }

    static SanafeNetwork Assemble(NetworkBuilder builder, YamlFields root, bool edges)
    {
        string format = root.Text("format");
        if (format != Format)
        {
            throw root.Error("format", $"'{format}' is not read; '{Format}' is");
        }

        root.OptionalText("description");
        if (root.Has("edges_columns") && !root.Texts("edges_columns").SequenceEqual(["src_id", "dst_id", "weight"]))
        {
            throw root.Error("edges_columns", "the columns are src_id, dst_id, weight");
        }

        if (!edges)
        {
            throw root.Error("edges", "the field is missing");
        }

        int? steps = root.Has("steps") && root.Number("steps") is >= 1 and <= int.MaxValue and double value && value == Math.Floor(value) ? (int)value : null;
        string name = root.OptionalText("name") ?? "";
        var neurons = new List<NeuronSettings>();
        var places = new List<Place>();
        foreach (YamlNode node in root.Items("neurons"))
        {
            ReadNeuron(builder, node, neurons, places);
        }

        ReadGroups(builder, root, neurons, places);
        for (int i = 0; i < builder.Edges.Count; i++)
        {
            if (Math.Max(builder.Edges[i].Source, builder.Edges[i].Target) >= neurons.Count)
            {
                throw root.Error("edges", $"edge {i} names a neuron that is not there; there are {neurons.Count}, counted from 0");
            }
        }

        foreach (int neuron in Enumerable.Range(0, places.Count).OrderBy(i => places[i].Order))
        {
            builder.Map(neuron, places[neuron].Tile, places[neuron].Core, places[neuron].Line);
        }

        root.Finish();
        return builder.Build(name, steps, []);
    }

    static void ReadGroups(NetworkBuilder builder, YamlFields root, List<NeuronSettings> neurons, List<Place> places)
    {
        int first = 0;
        foreach (YamlFields group in root.Mappings("groups"))
        {
            string name = group.Text("name");
            int count = Whole(group, "count");
            if (Whole(group, "first") != first || count > neurons.Count - first)
            {
                throw group.Error("first", "groups cover the neurons in order, without gaps");
            }

            group.OptionalText("model");
            group.Finish();
            for (int i = 0; i < count; i++)
            {
                if (places[first + i].Group != name || places[first + i].Offset != i)
                {
                    throw builder.Error(places[first + i].Line, $"neurons[{first + i}]", $"the group '{name}' says that this is its neuron {i}");
                }
            }

            builder.AddGroup(name, neurons.GetRange(first, count), 0);
            first += count;
        }

        if (first != neurons.Count)
        {
            throw root.Error("groups", $"the groups hold {first} neurons, the list has {neurons.Count}");
        }
    }

    static void ReadNeuron(NetworkBuilder builder, YamlNode node, List<NeuronSettings> neurons, List<Place> places)
    {
        string path = $"neurons[{neurons.Count}]";
        var fields = new YamlFields(builder.File, path, node as YamlMapping ?? throw builder.Error(node.Line, path, "an object is expected"));
        if (Whole(fields, "id") != neurons.Count)
        {
            throw fields.Error("id", $"neurons are numbered in order; {neurons.Count} is expected");
        }

        var settings = new NeuronSettings
        {
            Line = node.Line,
            SomaUnit = UnitOf(fields, "soma_unit"),
            SynapseUnit = UnitOf(fields, "synapse_unit"),
            DendriteUnit = UnitOf(fields, "dendrite_unit"),
        };
        foreach (YamlField parameter in ((YamlMapping?)(fields.Node("params") as YamlMapping) ?? throw fields.Error("params", "an object is expected")).Fields)
        {
            if (NeuronAttributes.Set(settings, parameter.Name, parameter.Value) is string problem)
            {
                throw builder.Error(parameter.Line, $"{path}.params.{parameter.Name}", problem);
            }
        }

        settings.Model = fields.Text("model") switch
        {
            "lif" or "leaky_integrate_fire" => Architectures.SomaModel.LeakyIntegrateFire,
            "truenorth" => Architectures.SomaModel.TrueNorth,
            "input" => Architectures.SomaModel.Input,
            string other => throw fields.Error("model", $"'{other}' is not one of lif, truenorth, input"),
        };
        neurons.Add(settings);
        places.Add(new Place(fields.Text("group"), Whole(fields, "offset"), Whole(fields, "tile"), Whole(fields, "core"), Whole(fields, "order"), node.Line));
        fields.Finish();
    }

    static string? UnitOf(YamlFields fields, string name) =>
        fields.Has(name) && fields.Node(name) is not YamlScalar { Plain: true, Value: "null" } ? fields.Text(name) : null;

    static int Whole(YamlFields fields, string name)
    {
        double value = fields.Number(name);
        return value <= int.MaxValue && value == Math.Floor(value) ? (int)value : throw fields.Error(name, "a whole number is expected");
    }

    static void ReadEdges(ref JsonTree tree, NetworkBuilder builder)
    {
        if (tree.Reader.TokenType != JsonTokenType.StartArray)
        {
            throw tree.Error("edges", "a list of [source, target, weight] is expected");
        }

        for (tree.Advance(); tree.Reader.TokenType != JsonTokenType.EndArray; tree.Advance())
        {
            if (tree.Reader.TokenType != JsonTokenType.StartArray)
            {
                throw tree.Error("edges", "an entry [source, target, weight] is expected");
            }

            int source = Neuron(ref tree);
            int target = Neuron(ref tree);
            tree.Advance();
            if (tree.Reader.TokenType != JsonTokenType.Number || !tree.Reader.TryGetDouble(out double weight) || !double.IsFinite(weight))
            {
                throw tree.Error("edges", "the weight has to be a number");
            }

            tree.Advance();
            if (tree.Reader.TokenType != JsonTokenType.EndArray)
            {
                throw tree.Error("edges", "an entry has three numbers: source, target, weight");
            }

            if (!builder.Edges.Add(source, target, weight))
            {
                throw tree.Error("edges", $"more than {EdgeList.MaxEdges} edges");
            }
        }
    }

    static int Neuron(ref JsonTree tree)
    {
        tree.Advance();
        return tree.Reader.TokenType == JsonTokenType.Number && tree.Reader.TryGetInt32(out int neuron) && neuron >= 0
            ? neuron
            : throw tree.Error("edges", "the index of a neuron is expected, from 0");
    }

    readonly record struct Place(string Group, int Offset, int Tile, int Core, int Order, int Line);
}
