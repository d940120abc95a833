using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>What is valid ONNX and cannot be converted: named, with the reason.</summary>
public class RefusalTests
{
    static CoverageEntry Refused(ModelBuilder model, string output = "y")
    {
        LoweringResult result = Agreement.Lower(model.Build(output));
        Assert.Null(result.Graph);
        CoverageEntry entry = Assert.Single(result.Refused);
        ModelException exception = Assert.Throws<ModelException>(result.RequireConvertible);
        Assert.Contains($"'{entry.Node}'", exception.Message);
        Assert.Contains(entry.Reason, exception.Message);
        Assert.StartsWith("test.onnx: ", exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
        return entry;
    }

    static ModelBuilder Map() => new ModelBuilder().Input(2, 4, 4);

    [Theory]
    [InlineData("InstanceNormalization", "statistics of the sample")]
    [InlineData("LSTM", "state from step to step")]
    [InlineData("GRU", "state from step to step")]
    [InlineData("If", "control flow")]
    [InlineData("Einsum", "multiplies activations")]
    [InlineData("DynamicQuantizeLinear", "follows each sample")]
    [InlineData("ReduceMax", "not linear")]
    [InlineData("ArgMax", "logits")]
    [InlineData("NoSuchOperator", "no rule for operator NoSuchOperator")]
    public void Operators_without_a_rule(string type, string reason)
    {
        CoverageEntry entry = Refused(Map().Node(type, "y", ["x"]));
        Assert.Equal(type, entry.Operator);
        Assert.Equal($"{type}-y", entry.Node);
        Assert.Contains(reason, entry.Reason);
    }

    [Theory]
    [InlineData("Mul", "gate")]
    [InlineData("Div", "divides two activations")]
    [InlineData("MatMul", "attention")]
    [InlineData("Max", "chooses between branches")]
    public void Joins_of_two_activations(string type, string reason)
    {
        ModelBuilder model = Map().Weights("w", 2, 2, 1, 1).Node("Conv", "c", ["x", "w"]).Node(type, "y", ["c", "x"]);
        Assert.Contains(reason, Refused(model).Reason);
    }

    [Fact]
    public void Squeeze_and_excite() => Assert.Contains("squeeze-and-excite", Refused(Map()
        .Node("GlobalAveragePool", "g", ["x"]).Node("Sigmoid", "s", ["g"]).Node("Mul", "y", ["x", "s"])).Reason);

    [Fact]
    public void Sum_of_different_shapes() => Assert.Contains("different shapes", Refused(Map()
        .Node("GlobalAveragePool", "g", ["x"]).Node("Add", "y", ["x", "g"])).Reason);

    [Fact]
    public void MaxPool_over_volumes() => Assert.Contains("volumes", Refused(new ModelBuilder().Input(1, 3, 3, 3)
        .Node("MaxPool", "y", ["x"], Ints("kernel_shape", 2, 2, 2))).Reason);

    [Fact]
    public void Transpose_of_the_batch() => Assert.Contains("batch", Refused(Map().Node("Transpose", "y", ["x"])).Reason);

    [Fact]
    public void Cubic_Resize() => Assert.Contains("cubic", Refused(Map().Floats("s", [4], 1, 1, 2, 2)
        .Node("Resize", "y", ["x", "", "s"], Text("mode", "cubic"))).Reason);

    [Fact]
    public void Operators_of_another_domain()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example", Version = 1 });
        model.Graph.Node[0].Domain = "com.example";
        CoverageEntry entry = Refused(model);
        Assert.Equal("com.example.Relu", entry.Operator);
        Assert.Contains("domain com.example", entry.Reason);
    }

    [Fact]
    public void The_domain_ai_onnx_is_onnx_own()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Proto.OpsetImport[0].Domain = "ai.onnx";
        model.Graph.Node[0].Domain = "ai.onnx";
        Assert.NotNull(Agreement.Lower(model.Build("y")).Graph);
    }

    [Fact]
    public void Gemm_with_transA() =>
        Assert.Contains("transA", Refused(new ModelBuilder().Input(6).Weights("w", 6, 4)
            .Node("Gemm", "y", ["x", "w"], Int("transA", 1))).Reason);

    [Fact]
    public void Softmax_inside_the_network() =>
        Assert.Contains("inside of the network", Refused(new ModelBuilder().Input(6)
            .Node("Softmax", "s", ["x"]).Node("Relu", "y", ["s"])).Reason);

    [Fact]
    public void Softmax_over_maps() =>
        Assert.Contains("flat list", Refused(Map().Node("Softmax", "y", ["x"])).Reason);

    [Fact]
    public void Training_mode_of_BatchNormalization() =>
        Assert.Contains("training mode", Refused(Map().Weights("s", 2)
            .Node("BatchNormalization", "y", ["x", "s", "s", "s", "s"], Int("training_mode", 1))).Reason);

    [Fact]
    public void Flatten_of_the_batch() =>
        Assert.Contains("axis 1 is needed", Refused(Map().Node("Flatten", "y", ["x"], Int("axis", 2))).Reason);

    [Fact]
    public void Reshape_that_fixes_an_open_batch() =>
        Assert.Contains("fixes a batch", Refused(Map().Integers("s", 1, 32).Node("Reshape", "y", ["x", "s"])).Reason);

    [Fact]
    public void Reshape_that_mixes_batch_and_features() =>
        Assert.Contains("mixes batch", Refused(Map().Integers("s", -1, 16).Node("Reshape", "y", ["x", "s"])).Reason);

    [Fact]
    public void Indices_of_MaxPool()
    {
        ModelBuilder model = Map().Node("MaxPool", "y", ["x"], Ints("kernel_shape", 2, 2));
        model.Graph.Node[0].Output.Add("indices");
        Assert.Contains("indices", Refused(model).Reason);
    }

    [Theory]
    [InlineData("Conv")]
    [InlineData("MaxPool")]
    [InlineData("AveragePool")]
    public void Automatic_pads_that_crop(string type) =>
        Assert.Contains("crops its input", Refused(new ModelBuilder().Input(1, 6, 6).Weights("w", 1, 1, 1, 1)
            .Node(type, "y", type == "Conv" ? ["x", "w"] : ["x"], Ints("kernel_shape", 1, 1), Ints("strides", 3, 3),
                Text("auto_pad", "SAME_UPPER"))).Reason);

    [Fact]
    public void Cast_to_half_precision() =>
        Assert.Contains("element type", Refused(Map().Node("Cast", "y", ["x"], Int("to", 10))).Reason);

    [Fact]
    public void Every_refused_node_is_listed_and_shapes_go_on_behind_elementwise_ones()
    {
        byte[] model = new ModelBuilder().Input(1, 6, 6).Weights("w", 2, 1, 3, 3).Weights("v", 18, 4)
            .Node("LRN", "s", ["x"]).Node("Conv", "c", ["s", "w"]).Node("ReduceMax", "t", ["c"])
            .Node("Relu", "r", ["t"]).Node("Flatten", "f", ["r"]).Node("Hardmax", "h", ["f"])
            .Node("MatMul", "y", ["h", "v"]).Build("y");
        LoweringResult result = Agreement.Lower(model);
        Assert.Equal(["LRN-s", "ReduceMax-t", "Hardmax-h"], result.Refused.Select(entry => entry.Node));
        Assert.Equal(7, result.Coverage.Count);
        // The convolution behind LRN still has its shape, what lies behind ReduceMax has none.
        Assert.Equal(new TensorShape(2, 4, 4), Assert.Single(result.Layers).OutputShape);
        Assert.Contains("unknown behind refused node 'ReduceMax-t'", result.Coverage[3].Reason);
        Assert.Equal(Treatment.Converted, result.Coverage[3].Treatment);
        Assert.Equal(Treatment.Folded, result.Coverage[4].Treatment);
        Assert.Contains("unknown behind refused node 'ReduceMax-t'", result.Coverage[6].Reason);
        ModelException exception = Assert.Throws<ModelException>(result.RequireConvertible);
        Assert.Contains("these 3 nodes", exception.Message);
    }

    [Fact]
    public void A_long_list_of_refusals_is_cut()
    {
        ModelBuilder model = Map();
        string value = "x";
        for (int index = 0; index < 10; index++)
        {
            model.Node("LRN", $"t{index}", [value]);
            value = $"t{index}";
        }

        ModelException exception =
            Assert.Throws<ModelException>(Agreement.Lower(model.Build(value)).RequireConvertible);
        Assert.Contains("and 7 more", exception.Message);
    }

    [Fact]
    public void Nodes_that_the_output_does_not_need_are_folded()
    {
        byte[] model = Map().Node("LSTM", "dead", ["x"]).Node("Relu", "y", ["x"]).Build("y");
        LoweringResult result = Agreement.Lower(model);
        Assert.NotNull(result.Graph);
        CoverageEntry dead = result.Coverage.Single(entry => entry.Operator == "LSTM");
        Assert.Equal(Treatment.Folded, dead.Treatment);
        Assert.Contains("does not depend", dead.Reason);
    }
}
