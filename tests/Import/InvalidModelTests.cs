using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>What contradicts itself or ONNX: a ModelException that says where and what to do.</summary>
public class InvalidModelTests
{
    static void Invalid(byte[] model, string problem, IReadOnlyList<int>? sampleShape = null)
    {
        ModelException exception =
            Assert.Throws<ModelException>(() => ModelLowering.Lower(OnnxGraph.Parse(model, "test.onnx", sampleShape)));
        Assert.Contains(problem, exception.Message);
        Assert.StartsWith("test.onnx: ", exception.Message);
        Assert.NotEmpty(exception.Remedy);
        Assert.DoesNotContain('\n', exception.Message);
    }

    static void Invalid(ModelBuilder model, string problem, string output = "y") => Invalid(model.Build(output), problem);

    static ModelBuilder Map() => new ModelBuilder().Input(2, 4, 4);

    static ModelBuilder Convolution(int[] weights, params AttributeProto[] attributes) =>
        Map().Weights("w", weights).Node("Conv", "y", ["x", "w"], attributes);

    [Fact]
    public void Missing_file()
    {
        ModelException exception = Assert.Throws<ModelException>(() => OnnxGraph.Load("no-such-file.onnx"));
        Assert.Contains("no-such-file.onnx: there is no such file", exception.Message);
    }

    [Fact]
    public void Folder_instead_of_a_file() =>
        Assert.Contains("is a folder",
            Assert.Throws<ModelException>(() => OnnxGraph.Load(AppContext.BaseDirectory)).Message);

    [Fact]
    public void Path_with_a_zero_character() =>
        Assert.Throws<ModelException>(() => OnnxGraph.Load("a\0b"));

    [Fact]
    public void Empty_file() => Invalid([], "the file is empty");

    [Theory]
    [InlineData("this is a text and not a model at all")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("{ \"json\": true }")]
    public void Other_files(string text) => Invalid(System.Text.Encoding.Latin1.GetBytes(text), "not");

    [Fact]
    public void Protobuf_without_a_graph() => Invalid([8, 7], "holds no graph");

    [Theory]
    [InlineData(6)]
    [InlineData(23)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Opset(long opset)
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Proto.OpsetImport[0].Version = opset;
        Invalid(model, $"operator set {opset} is not supported");
    }

    [Fact]
    public void No_opset()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Proto.OpsetImport.Clear();
        Invalid(model, "opset_import");
    }

    [Fact]
    public void Opset_given_twice()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Proto.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx", Version = 17 });
        Invalid(model, "twice");
    }

    [Fact]
    public void Domain_that_is_not_imported()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Graph.Node[0].Domain = "com.example";
        Invalid(model, "'com.example', which the model does not import");
    }

    [Fact]
    public void Local_functions()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Proto.Functions.Add(new FunctionProto { Name = "mine" });
        Invalid(model, "function 'mine': local functions are not supported");
    }

    [Fact]
    public void Sparse_initializers()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Graph.SparseInitializer.Add(new SparseTensorProto());
        Invalid(model, "sparse initializers are not supported");
    }

    [Fact]
    public void External_data()
    {
        ModelBuilder model = Convolution([1, 2, 1, 1]);
        model.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External;
        model.Graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "/etc/passwd" });
        Invalid(model, "external data). Embed them");
    }

    [Theory]
    [InlineData(new long[] { 1, 2, 1, 2 }, "ask for 4 elements, 2 are stored")]
    [InlineData(new long[] { 1, -2, 1, 1 }, "dimension 1 is -2")]
    [InlineData(new long[] { 0, -2 }, "dimension 1 is -2")]
    [InlineData(new long[] { long.MaxValue, long.MaxValue }, "more than")]
    [InlineData(new long[] { 1L << 32, 1L << 32 }, "more than")]
    [InlineData(new long[] { 65536, 65536, 65536, 65536 }, "more than")]
    [InlineData(new long[] { 0, 2 }, "ask for 0 elements, 2 are stored")]
    [InlineData(new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2 }, "17 dimensions")]
    public void Dimensions_of_an_initializer(long[] dims, string problem)
    {
        ModelBuilder model = Convolution([1, 2, 1, 1]);
        model.Graph.Initializer[0].Dims.Clear();
        model.Graph.Initializer[0].Dims.Add(dims);
        Invalid(model, problem);
    }

    [Fact]
    public void Data_that_are_no_multiple_of_the_element()
    {
        ModelBuilder model = Convolution([1, 2, 1, 1]);
        model.Graph.Initializer[0].RawData = Google.Protobuf.ByteString.CopyFrom(new byte[7]);
        Invalid(model, "no multiple");
    }

    [Fact]
    public void Data_stored_twice()
    {
        ModelBuilder model = Convolution([1, 2, 1, 1]);
        model.Graph.Initializer[0].FloatData.Add(1);
        Invalid(model, "stores its data twice");
    }

    [Fact]
    public void Data_in_a_field_of_another_type()
    {
        ModelBuilder model = Convolution([1, 2, 1, 1]);
        model.Graph.Initializer[0].ClearRawData();
        model.Graph.Initializer[0].DoubleData.Add([1, 2]);
        Invalid(model, "another element type");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(99)]
    [InlineData(-1)]
    public void Element_type_of_an_initializer(int type)
    {
        ModelBuilder model = Convolution([1, 2, 1, 1]);
        model.Graph.Initializer[0].DataType = type;
        Invalid(model, $"element type {type} is not supported");
    }

    [Theory]
    [InlineData(float.NaN, "element 1 of its weights is NaN")]
    [InlineData(float.PositiveInfinity, "element 1 of its weights is infinite")]
    [InlineData(float.NegativeInfinity, "element 1 of its weights is infinite")]
    public void Weights_that_are_not_finite(float weight, string problem) =>
        Invalid(Map().Floats("w", [1, 2, 1, 1], 1, weight).Node("Conv", "y", ["x", "w"]), problem);

    [Fact]
    public void Bias_that_is_not_finite() =>
        Invalid(Map().Weights("w", 1, 2, 1, 1).Floats("b", [1], float.NaN).Node("Conv", "y", ["x", "w", "b"]), "its bias is NaN");

    [Fact]
    public void Integer_weights() =>
        Invalid(new ModelBuilder().Input(2).Integers("c", 3).Node("Mul", "y", ["x", "c"]), "not floating point");

    [Theory]
    [InlineData(new[] { 3, 2, 3 }, "3 dimensions instead of 4")]
    [InlineData(new[] { 3, 2, 3, 3, 3 }, "5 dimensions instead of 4")]
    [InlineData(new[] { 3, 3, 1, 1 }, "take 3 channels in 1 groups, its input has 2")]
    [InlineData(new[] { 0, 2, 1, 1 }, "weights are empty")]
    [InlineData(new[] { 1, 2, 5, 5 }, "spans 5 but the padded input has 4")]
    public void Weights_of_Conv(int[] weights, string problem) => Invalid(Convolution(weights), problem);

    [Theory]
    [InlineData("group", 0, "0 groups")]
    [InlineData("group", -1, "-1 groups")]
    [InlineData("group", 3, "3 groups do not divide")]
    [InlineData("group", 2, "take 2 channels in 2 groups")]
    [InlineData("group", long.MaxValue, "groups do not divide")]
    public void Groups_of_Conv(string name, long value, string problem) =>
        Invalid(Convolution([4, 2, 1, 1], Int(name, value)), problem);

    [Theory]
    [InlineData("strides", new long[] { 0, 1 }, "'strides' holds 0")]
    [InlineData("strides", new long[] { 1, -1 }, "'strides' holds -1")]
    [InlineData("strides", new long[] { 1 }, "1 elements instead of 2")]
    [InlineData("dilations", new long[] { 0, 1 }, "'dilations' holds 0")]
    [InlineData("dilations", new long[] { int.MaxValue, int.MaxValue }, "its kernel spans")]
    [InlineData("pads", new long[] { 0, 0, -1, 0 }, "'pads' holds -1")]
    [InlineData("pads", new long[] { 0, 0, 0, long.MaxValue }, "'pads' holds")]
    [InlineData("pads", new long[] { int.MaxValue, 0, int.MaxValue, int.MaxValue }, "more than")]
    [InlineData("kernel_shape", new long[] { 3, 2 }, "contradicts its weights'")]
    public void Windows_of_Conv(string name, long[] values, string problem) =>
        Invalid(Convolution([1, 2, 2, 2], Ints(name, values)), problem);

    [Fact]
    public void Unknown_auto_pad() => Invalid(Convolution([1, 2, 2, 2], Text("auto_pad", "SOME")), "auto_pad is 'SOME'");

    [Fact]
    public void Both_auto_pad_and_pads() =>
        Invalid(Convolution([1, 2, 2, 2], Text("auto_pad", "VALID"), Ints("pads", 1, 0, 0, 0)), "both auto_pad and pads");

    [Fact]
    public void Attribute_of_the_wrong_type() =>
        Invalid(Convolution([1, 2, 2, 2], Int("strides", 1)), "'strides' is of the wrong type");

    [Fact]
    public void Attribute_given_twice() =>
        Invalid(Convolution([1, 2, 2, 2], Int("group", 1), Int("group", 1)), "given twice");

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public void Bias_of_Conv(int length) =>
        Invalid(Map().Weights("w", 2, 2, 1, 1).Weights("b", length).Node("Conv", "y", ["x", "w", "b"]),
            $"bias has {length} elements instead of 2");

    [Fact]
    public void Conv_over_features() =>
        Invalid(new ModelBuilder().Input(4).Weights("w", 1, 4, 1, 1).Node("Conv", "y", ["x", "w"]), "0 spatial axes");

    [Fact]
    public void Pool_over_features() =>
        Invalid(new ModelBuilder().Input(4).Node("GlobalAveragePool", "y", ["x"]), "no spatial axes");

    [Fact]
    public void Pool_without_a_kernel() => Invalid(Map().Node("MaxPool", "y", ["x"]), "has no kernel_shape");

    [Fact]
    public void Pool_padded_by_its_kernel() =>
        Invalid(Map().Node("MaxPool", "y", ["x"], Ints("kernel_shape", 2, 2), Ints("pads", 2, 0, 0, 0)),
            "padding is as large as its kernel");

    [Theory]
    [InlineData(new[] { 5, 3 }, "take 5 features, its input has 6")]
    [InlineData(new[] { 6 }, "1 dimensions instead of 2")]
    [InlineData(new[] { 6, 3, 1 }, "3 dimensions instead of 2")]
    public void Weights_of_Gemm(int[] weights, string problem) =>
        Invalid(new ModelBuilder().Input(6).Weights("w", weights).Node("Gemm", "y", ["x", "w"]), problem);

    [Theory]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 4, 1 })]
    [InlineData(new[] { 2, 4 })]
    [InlineData(new[] { 1, 1, 4 })]
    public void Bias_of_Gemm(int[] bias) =>
        Invalid(new ModelBuilder().Input(6).Weights("w", 6, 4).Weights("b", bias).Node("Gemm", "y", ["x", "w", "b"]),
            "does not fit its 4 outputs");

    [Fact]
    public void Gemm_over_maps() =>
        Invalid(Map().Weights("w", 4, 3).Node("Gemm", "y", ["x", "w"]), "4 dimensions instead of 2");

    [Fact]
    public void Alpha_that_is_not_finite() =>
        Invalid(new ModelBuilder().Input(6).Weights("w", 6, 4).Node("Gemm", "y", ["x", "w"], Real("alpha", float.NaN)),
            "'alpha' is not finite");

    [Fact]
    public void Alpha_that_overflows_weights() =>
        Invalid(new ModelBuilder().Input(1).Floats("w", [1, 1], 1e30f)
            .Node("Gemm", "y", ["x", "w"], Real("alpha", 1e30f)), "makes its weights infinite");

    [Fact]
    public void Statistics_of_BatchNormalization() =>
        Invalid(Map().Weights("s", 3).Node("BatchNormalization", "y", ["x", "s", "s", "s", "s"]), "3 scales for 2 channels");

    [Fact]
    public void Negative_variance() =>
        Invalid(Map().Floats("s", [2], 1, 1).Floats("v", [2], 1, -1)
            .Node("BatchNormalization", "y", ["x", "s", "s", "s", "v"]), "variance of channel 1 is -1");

    [Fact]
    public void Division_by_zero() =>
        Invalid(Map().Floats("c", [], 0).Node("Div", "y", ["x", "c"]), "not finite");

    [Fact]
    public void Too_few_inputs() => Invalid(Map().Node("Conv", "y", ["x"]), "has 1 inputs");

    [Fact]
    public void Axis_that_does_not_exist() =>
        Invalid(Map().Node("Flatten", "y", ["x"], Int("axis", 7)), "axis 7 does not exist");

    [Fact]
    public void Squeeze_of_a_larger_dimension() =>
        Invalid(new ModelBuilder(11).Input(2, 4, 4).Node("Squeeze", "y", ["x"], Ints("axes", 2)), "axis 2 of size 4");

    [Fact]
    public void Reshape_to_a_negative_dimension() =>
        Invalid(Map().Integers("s", 0, -7).Node("Reshape", "y", ["x", "s"]), "target shape is -7");

    [Fact]
    public void Reshape_to_a_product_that_overflows() =>
        Invalid(Map().Integers("s", 0, 1L << 27, 1L << 27, 1L << 10).Node("Reshape", "y", ["x", "s"]), "target shape is");

    [Fact]
    public void Pads_that_explode() =>
        Invalid(Map().Integers("p", 0, 0, 1L << 30, 1L << 30, 0, 0, 0, 0).Node("Pad", "y", ["x", "p"]), "more than");

    [Fact]
    public void Pads_beyond_32_bits() =>
        Invalid(Map().Integers("p", 0, 0, 1L << 40, 0, 0, 0, 0, 0).Node("Pad", "y", ["x", "p"]), "exceed 32 bits");

    [Fact]
    public void Too_few_pads() => Invalid(Map().Integers("p", 1, 1).Node("Pad", "y", ["x", "p"]), "2 pads for 4 axes");

    [Fact]
    public void Cycle() =>
        Invalid(Map().Node("Relu", "a", ["b"]).Node("Relu", "b", ["a"]).Node("Relu", "y", ["x"]), "cycle");

    [Fact]
    public void Node_that_reads_itself() => Invalid(Map().Node("Relu", "y", ["y"]), "'Relu-y': lies on or behind a cycle");

    [Fact]
    public void Value_that_nobody_makes() => Invalid(Map().Node("Relu", "y", ["nowhere"]), "'nowhere', which no node");

    [Fact]
    public void Value_made_twice() =>
        Invalid(Map().Node("Relu", "y", ["x"]).Node("Relu", "y", ["x"]), "'y', which exists already");

    [Fact]
    public void Node_that_makes_the_input_again() =>
        Invalid(Map().Node("Relu", "y", ["x"]).Node("Relu", "x", ["y"]), "'x', which exists already");

    [Fact]
    public void Initializer_given_twice() =>
        Invalid(Map().Weights("w", 1).Weights("w", 1).Node("Relu", "y", ["x"]), "initializer 'w': is given twice");

    [Fact]
    public void Node_without_an_operator()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Graph.Node[0].OpType = "";
        Invalid(model, "has no operator type");
    }

    [Fact]
    public void No_input() => Invalid(new ModelBuilder().Weights("w", 2).Node("Relu", "y", ["w"]), "has no input");

    [Fact]
    public void Two_inputs() =>
        Invalid(Map().InputNamed("z", 0, 2).Node("Relu", "y", ["x"]), "has 2 inputs ('x', 'z')");

    [Fact]
    public void No_output() => Invalid(Map().Node("Relu", "y", ["x"]).Build(), "has no output");

    [Fact]
    public void Two_outputs() =>
        Invalid(Map().Node("Relu", "y", ["x"]).Node("Relu", "z", ["x"]).Build("y", "z"), "has 2 outputs ('y', 'z')");

    [Fact]
    public void Output_that_nobody_makes() => Invalid(Map().Node("Relu", "y", ["x"]), "output 'z': is made by no node", "z");

    [Fact]
    public void Output_that_is_the_input() => Invalid(Map().Node("Identity", "y", ["x"]), "by any layer");

    [Fact]
    public void Input_that_is_not_float()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Graph.Input[0].Type.TensorType.ElemType = (int)OnnxElementType.UInt8;
        Invalid(model, "is not a float32 tensor");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Dimension_of_the_input(long dim)
    {
        ModelBuilder model = Map().Node("Relu", "y", ["x"]);
        model.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimValue = dim;
        Invalid(model, $"dimension 2 is {dim}");
    }

    [Fact]
    public void Input_that_is_huge() =>
        Invalid(new ModelBuilder().Input(1 << 14, 1 << 14, 1 << 14).Node("Relu", "y", ["x"]), "more than");

    [Fact]
    public void Input_of_six_dimensions() =>
        Invalid(new ModelBuilder().Input(1, 2, 3, 4, 5).Node("Relu", "y", ["x"]), "has 6 dimensions");

    [Fact]
    public void Input_that_stays_open() =>
        Invalid(new ModelBuilder().Input(1, 0, 0).Node("Relu", "y", ["x"]), "dimension 2 is open ('open')");

    [Fact]
    public void Sample_shape_that_contradicts_the_model() =>
        Invalid(Map().Node("Relu", "y", ["x"]).Build("y"), "dimension 1 is 2, the given sample shape says 3", [3, 4, 4]);

    [Fact]
    public void Sample_shape_of_another_rank() =>
        Invalid(Map().Node("Relu", "y", ["x"]).Build("y"), "3 dimensions, the given shape has 1", [32]);

    [Fact]
    public void Names_with_control_characters_stay_on_one_line()
    {
        ModelBuilder model = Map().Node("Relu", "y", ["no\n\u001b[2Jwhere" + new string('a', 100_000)]);
        ModelException exception = Assert.Throws<ModelException>(() => OnnxGraph.Parse(model.Build("y"), "test.onnx"));
        Assert.All(exception.Message, character => Assert.False(char.IsControl(character)));
        Assert.InRange(exception.Message.Length, 1, 1100);
    }
}
