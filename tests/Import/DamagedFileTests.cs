using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Damaged files load or end in a ModelException; nothing else, and always soon.</summary>
public class DamagedFileTests
{
    static byte[] Model() => new ModelBuilder().Input(1, 6, 6).Weights("w", 2, 1, 3, 3).Weights("b", 2)
        .Weights("d", 8, 3).Integers("s", 0, -1)
        .Node("Conv", "c", ["x", "w", "b"], Ints("pads", 1, 1, 1, 1), Int("group", 1))
        .Node("Relu", "r", ["c"])
        .Node("MaxPool", "m", ["r"], Ints("kernel_shape", 3, 3), Ints("strides", 3, 3))
        .Node("Reshape", "f", ["m", "s"])
        .Node("Gemm", "y", ["f", "d"], Real("alpha", 1)).Build("y");

    /// <summary>Null when the model loads, otherwise the message.</summary>
    static string? Try(byte[] model)
    {
        try
        {
            LoweringResult result = ModelLowering.Lower(OnnxGraph.Parse(model, "damaged.onnx"));
            if (result.Graph is { } graph)
            {
                Assert.All(graph.Layers, layer => Assert.True(layer.OutputShape.Count > 0));
            }

            return null;
        }
        catch (ModelException exception)
        {
            Assert.DoesNotContain('\n', exception.Message);
            return exception.Message;
        }
    }

    [Fact]
    public void Intact_model_loads() => Assert.Null(Try(Model()));

    [Fact]
    public void Truncation_at_every_length_is_refused()
    {
        // The graph is one field in the middle of the message and the opset is the last: no prefix is a whole model.
        byte[] model = Model();
        for (int length = 0; length < model.Length; length++)
        {
            Assert.NotNull(Try(model[..length]));
        }
    }

    [Fact]
    public void Flipped_bits_and_bytes()
    {
        byte[] model = Model();
        Random random = new(4711);
        int refused = 0;
        for (int round = 0; round < 8_000; round++)
        {
            byte[] damaged = (byte[])model.Clone();
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                int position = random.Next(damaged.Length);
                damaged[position] = random.Next(2) == 0
                    ? (byte)(damaged[position] ^ (1 << random.Next(8)))
                    : (byte)random.Next(256);
            }

            refused += Try(damaged) is null ? 0 : 1;
        }

        // Both must happen, or the test damages nothing that matters, or everything.
        Assert.InRange(refused, 1, 7_999);
    }

    [Fact]
    public void Inserted_and_removed_pieces()
    {
        byte[] model = Model();
        Random random = new(815);
        int refused = 0;
        for (int round = 0; round < 3_000; round++)
        {
            int from = random.Next(model.Length);
            int to = Math.Min(model.Length, from + random.Next(1, 16));
            byte[] damaged = round % 2 == 0
                ? [.. model[..from], .. model[to..]]
                : [.. model[..to], .. model[from..]];
            refused += Try(damaged) is null ? 0 : 1;
        }

        Assert.InRange(refused, 1, 3_000);
    }

    [Fact]
    public void Random_bytes()
    {
        Random random = new(99);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            Assert.NotNull(Try(bytes));
        }
    }

    [Fact]
    public void Millions_of_empty_nodes_are_refused_before_they_are_parsed()
    {
        // A node of two bytes becomes an object of more than a hundred.
        byte[] nodes = new byte[2 * (WireScan.MostFields + 1)];
        for (int index = 0; index < nodes.Length; index += 2)
        {
            nodes[index] = 0x0A;
        }

        Assert.Contains("more than 4,000,000 fields", Try([0x3A, .. Varint(nodes.Length), .. nodes]));
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        // Ten thousand nested groups, which no ONNX model has.
        byte[] groups = new byte[20_000];
        Array.Fill(groups, (byte)0x33, 0, 10_000);
        Array.Fill(groups, (byte)0x34, 10_000, 10_000);
        Assert.Contains("not in ONNX's format", Try(groups));
    }

    [Fact]
    public void Subgraphs_are_not_walked()
    {
        // A graph attribute within a graph attribute, a thousand deep: bytes that nobody opens.
        byte[] nested = [];
        for (int depth = 0; depth < 1_000; depth++)
        {
            byte[] attribute = [0x0A, 1, (byte)'g', 0x32, .. Varint(nested.Length), .. nested];
            byte[] node = [0x22, 2, (byte)'I', (byte)'f', 0x2A, .. Varint(attribute.Length), .. attribute];
            nested = [0x0A, .. Varint(node.Length), .. node];
        }

        ModelBuilder model = new ModelBuilder().Input(2).Node("If", "y", ["x"]);
        model.Graph.Node[0].Attribute.Add(new Onnx.Schema.AttributeProto
        {
            Name = "then_branch",
            Type = Onnx.Schema.AttributeProto.Types.AttributeType.Graph,
            G = Google.Protobuf.ByteString.CopyFrom(nested),
        });
        CoverageEntry entry = Assert.Single(Agreement.Lower(model.Build("y")).Coverage);
        Assert.Equal(Treatment.Refused, entry.Treatment);
        Assert.Contains("control flow", entry.Reason);
    }

    [Fact]
    public void Long_chains_load()
    {
        ModelBuilder model = new ModelBuilder().Input(2);
        string value = "x";
        for (int index = 0; index < 20_000; index++)
        {
            model.Node("Identity", $"v{index}", [value]);
            value = $"v{index}";
        }

        LayerGraph graph = Agreement.Lower(model.Node("Relu", "y", [value]).Build("y")).RequireConvertible();
        Assert.Equal(["x"], Assert.Single(graph.Layers).Inputs);
    }

    [Fact]
    public void Many_namesakes_load()
    {
        ModelBuilder model = new ModelBuilder().Input(2);
        for (int index = 0; index < 20_000; index++)
        {
            model.Node("Relu", $"v{index}", ["x"]);
            // The names that namesakes would get are taken.
            model.Graph.Node[index].Name = index < 10_000 ? $"a_{index + 10_000}" : "a";
        }

        OnnxGraph graph = OnnxGraph.Parse(model.Build("v0"), "m");
        Assert.Equal(20_000, graph.Nodes.Select(node => node.Name).Distinct().Count());
    }

    [Fact]
    public void A_number_for_a_huge_input_is_refused_before_it_is_spread_over_channels()
    {
        ModelBuilder model = new ModelBuilder().Input(1 << 27).Floats("c", [], 2).Node("Mul", "y", ["x", "c"]);
        Assert.Contains("weights in total", Try(model.Build("y")));
    }

    [Fact]
    public void Padding_that_grows_with_every_node_is_refused()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 1, 1).Integers("p", 0, 0, 4_000, 4_000, 0, 0, 0, 0);
        string value = "x";
        for (int index = 0; index < 30; index++)
        {
            model.Node("Pad", $"p{index}", [value, "p"]);
            value = $"p{index}";
        }

        Assert.Contains("'Pad-p", Try(model.Build(value)));
    }

    [Fact]
    public void A_kernel_as_large_as_a_huge_map_is_refused()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 8_000, 8_000)
            .Node("MaxPool", "y", ["x"], Ints("kernel_shape", 4_000, 4_000));
        Assert.Contains("10^12 operations", Try(model.Build("y")));
    }

    static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
