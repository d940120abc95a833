using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Operators that take elements to other places, and joins of branches.</summary>
public class MoveTests
{
    static ModelBuilder Map(int opset = 18) => new ModelBuilder(opset).Input(4, 3, 6);

    static T Only<T>(ModelBuilder model) where T : Layer => Assert.IsType<T>(Assert.Single(Agreement.Check(model.Build("y")).Layers));

    [Fact]
    public void Transpose()
    {
        Only<IndexMapLayer>(Map().Node("Transpose", "y", ["x"], Ints("perm", 0, 3, 1, 2)));
        Only<IndexMapLayer>(Map().Node("Transpose", "y", ["x"], Ints("perm", 0, 2, 1, 3)));
        Only<ReshapeLayer>(new ModelBuilder().Input(4, 1, 6).Node("Transpose", "y", ["x"], Ints("perm", 0, 2, 1, 3)));
    }

    [Theory]
    [InlineData(1, int.MaxValue, 1)]
    [InlineData(-3, -1, 1)]
    [InlineData(0, 100, 2)]
    [InlineData(-1, -100, -1)]
    [InlineData(4, 0, -2)]
    public void Slice(int start, int end, int step)
    {
        Only<IndexMapLayer>(Map().Integers("s", start).Integers("e", end).Integers("a", -1).Integers("d", step)
            .Node("Slice", "y", ["x", "s", "e", "a", "d"]));
        if (step == 1)
        {
            Only<IndexMapLayer>(Map(9).Node("Slice", "y", ["x"], Ints("starts", start), Ints("ends", end), Ints("axes", 3)));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(18)]
    public void Split_and_Concat(int opset)
    {
        ModelBuilder model = Map(opset).Integers("s", 1, 3);
        model = opset < 13
            ? model.Nodes("Split", ["a", "b"], ["x"], Int("axis", 1), Ints("split", 1, 3))
            : model.Nodes("Split", ["a", "b"], ["x", "s"], Int("axis", 1));
        LayerGraph graph = Agreement.Check(model.Node("Relu", "r", ["a"]).Node("Concat", "y", ["b", "r", "x"], Int("axis", 1)).Build("y"));
        Assert.Equal(new TensorShape(8, 3, 6), graph.Layers[^1].OutputShape);
        Assert.Equal(["b", "r", "x"], graph.Layers[^1].Inputs);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void Concat_along_positions(int axis) => Agreement.Check(Map().Node("Relu", "r", ["x"])
        .Node("Concat", "y", ["r", "x", "r"], Int("axis", axis)).Build("y"));

    [Fact]
    public void Concat_with_zeros() => Only<IndexMapLayer>(new ModelBuilder().InputNamed("x", 1, 2, 3, 3).Floats("z", [1, 1, 3, 3], new float[9])
        .Node("Concat", "y", ["x", "z"], Int("axis", 1)));

    [Theory]
    [InlineData("constant")]
    [InlineData("reflect")]
    [InlineData("edge")]
    [InlineData("wrap")]
    public void Pad(string mode)
    {
        Only<IndexMapLayer>(Map(19).Integers("p", 0, 1, 2, 1, 0, 2, 0, 3).Floats("v", [], 1.5f)
            .Node("Pad", "y", ["x", "p", "v"], Text("mode", mode)));
        if (mode is "constant" or "edge")
        {
            Only<IndexMapLayer>(Map(18).Integers("p", 0, 0, -1, 0, 0, 0, 0, 2).Floats("v", [], 1.5f)
                .Node("Pad", "y", ["x", "p", "v"], Text("mode", mode)));
        }
    }

    [Fact]
    public void Pad_by_zeros_is_a_layer_of_its_own() =>
        Only<PadLayer>(Map().Integers("p", 0, 0, 1, 2, 0, 0, 0, 3).Node("Pad", "y", ["x", "p"]));

    [Theory]
    [InlineData("DCR")]
    [InlineData("CRD")]
    public void DepthToSpace(string mode) => Only<IndexMapLayer>(Map().Node("DepthToSpace", "y", ["x"], Int("blocksize", 2), Text("mode", mode)));

    [Fact]
    public void SpaceToDepth() => Only<IndexMapLayer>(Map().Node("SpaceToDepth", "y", ["x"], Int("blocksize", 3)));

    [Fact]
    public void Gather_Expand_and_Tile()
    {
        Only<IndexMapLayer>(Map().Integers("i", 2, -1, 0).Node("Gather", "y", ["x", "i"], Int("axis", 1)));
        Only<IndexMapLayer>(new ModelBuilder().Input(2, 1, 3).Integers("s", 2, 4, 3).Node("Expand", "y", ["x", "s"]));
        Only<IndexMapLayer>(Map().Integers("r", 1, 2, 1, 3).Node("Tile", "y", ["x", "r"]));
    }

    [Theory]
    [InlineData("nearest", "half_pixel", "round_prefer_floor")]
    [InlineData("nearest", "half_pixel", "round_prefer_ceil")]
    [InlineData("nearest", "half_pixel", "floor")]
    [InlineData("nearest", "half_pixel", "ceil")]
    [InlineData("nearest", "asymmetric", "floor")]
    [InlineData("nearest", "align_corners", "round_prefer_floor")]
    [InlineData("nearest", "pytorch_half_pixel", "round_prefer_floor")]
    [InlineData("linear", "half_pixel", "floor")]
    [InlineData("linear", "align_corners", "floor")]
    [InlineData("linear", "asymmetric", "floor")]
    [InlineData("linear", "pytorch_half_pixel", "floor")]
    [InlineData("linear", "half_pixel_symmetric", "floor")]
    public void Resize(string mode, string coordinates, string nearest)
    {
        AttributeProto[] attributes = [Text("mode", mode), Text("coordinate_transformation_mode", coordinates), Text("nearest_mode", nearest)];
        Agreement.Check(Map(19).Floats("s", [4], 1, 1, 2, 1.5f).Node("Resize", "y", ["x", "", "s"], attributes).Build("y"));
        Agreement.Check(Map(19).Floats("s", [4], 1, 1, 0.7f, 0.5f).Node("Resize", "y", ["x", "", "s"], attributes).Build("y"));
        byte[] sizes = new ModelBuilder(19).InputNamed("x", 1, 4, 3, 6).Integers("s", 1, 4, 7, 5)
            .Node("Resize", "y", ["x", "", "", "s"], attributes).Build("y");
        Assert.Equal(new TensorShape(4, 7, 5), Agreement.Lower(sizes).RequireConvertible().Layers[0].OutputShape);
    }

    [Theory]
    [InlineData("Upsample", 7)]
    [InlineData("Upsample", 9)]
    [InlineData("Resize", 10)]
    public void Upsample(string type, int opset)
    {
        ModelBuilder model = Map(opset).Floats("s", [4], 1, 1, 2, 3);
        AttributeProto scales = new() { Name = "scales", Type = AttributeProto.Types.AttributeType.Floats };
        scales.Floats.Add([1, 1, 2, 3]);
        Only<IndexMapLayer>(opset == 7 ? model.Node(type, "y", ["x"], scales) : model.Node(type, "y", ["x", "s"]));
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Sum")]
    [InlineData("Mean")]
    public void Sums_of_branches(string type)
    {
        LayerGraph graph = Agreement.Check(Map().Weights("w", 4, 4, 1, 1).Node("Conv", "c", ["x", "w"]).Node("Relu", "r", ["c"])
            .Node(type, "y", ["r", "x"]).Build("y"));
        Assert.Equal(["r", "x"], Assert.IsType<SumLayer>(graph.Layers[^1]).Inputs);
    }

    [Fact]
    public void Sum_of_a_value_and_itself() => Only<SumLayer>(Map().Node("Add", "y", ["x", "x"]));

    [Fact]
    public void Channel_shuffle() => Agreement.Check(Map().Integers("s", 0, 2, 2, 3, 6).Integers("t", 0, -1, 3, 6)
        .Node("Reshape", "a", ["x", "s"]).Node("Transpose", "b", ["a"], Ints("perm", 0, 2, 1, 3, 4)).Node("Reshape", "y", ["b", "t"]).Build("y"));

    [Fact]
    public void Shape_arithmetic_folds()
    {
        byte[] model = Map(14).Integers("zero", 0).Integers("minus", -1).Node("Shape", "s", ["x"]).Node("Gather", "n", ["s", "zero"], Int("axis", 0))
            .Node("Concat", "t", ["n", "minus"], Int("axis", 0)).Node("Reshape", "y", ["x", "t"]).Build("y");
        Assert.Equal(new TensorShape(72, 1, 1), Assert.Single(Agreement.Check(model).Layers).OutputShape);
        byte[] products = Map(14).Integers("one", 1).Integers("end", 4).Integers("zero", 0).Node("Shape", "s", ["x"])
            .Node("Slice", "d", ["s", "one", "end"]).Node("ReduceProd", "p", ["d"]).Node("Slice", "n", ["s", "zero", "one"])
            .Node("Concat", "t", ["n", "p"], Int("axis", 0)).Node("Reshape", "y", ["x", "t"]).Build("y");
        Agreement.Check(products);
    }

    [Fact]
    public void Arithmetic_with_an_open_batch_is_refused()
    {
        byte[] model = Map(14).Integers("two", 2).Node("Shape", "s", ["x"]).Node("Mul", "t", ["s", "two"]).Node("Reshape", "y", ["x", "t"]).Build("y");
        Assert.Contains(Agreement.Lower(model).Refused, entry => entry.Node == "Mul-t");
    }

    [Fact]
    public void Weights_in_pieces_fold()
    {
        byte[] model = new ModelBuilder().Input(4).Weights("a", 2, 2).Weights("b", 2, 2).Weights("c", 2).Floats("h", [], 0.5f)
            .Node("Concat", "ab", ["a", "b"], Int("axis", 1)).Node("Transpose", "w", ["ab"], Ints("perm", 1, 0)).Node("Mul", "v", ["w", "h"])
            .Node("Gemm", "y", ["x", "v", "c"]).Build("y");
        Assert.IsType<DenseLayer>(Assert.Single(Agreement.Check(model).Layers));
    }
}
