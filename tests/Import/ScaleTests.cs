using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class ScaleTests
{
    static ModelBuilder Normalised(ModelBuilder model, string input, int channels) => model
        .Weights("gamma", channels).Weights("beta", channels).Weights("mean", channels)
        .Floats("variance", [channels], [.. Enumerable.Range(1, channels).Select(c => 0.3f * c)])
        .Node("BatchNormalization", "n", [input, "gamma", "beta", "mean", "variance"], Real("epsilon", 0.01f));

    [Theory]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(17)]
    public void BatchNormalization_over_maps(int opset)
    {
        ModelBuilder model = new ModelBuilder(opset).Input(3, 4, 5);
        LayerGraph graph = Agreement.Check(Normalised(model, "x", 3).Build("n"));
        ScaleLayer layer = Assert.IsType<ScaleLayer>(Assert.Single(graph.Layers));
        Assert.Equal(3, layer.Scale.Length);
        Assert.Equal(12, layer.Parameters);
        Assert.Equal(0, layer.Macs);
    }

    [Fact]
    public void BatchNormalization_over_features() =>
        Assert.Equal(new TensorShape(5, 1, 1),
            Agreement.Check(Normalised(new ModelBuilder().Input(5), "x", 5).Build("n")).Layers[0].OutputShape);

    [Fact]
    public void BatchNormalization_behind_Conv_is_a_layer_but_reported_as_folded()
    {
        ModelBuilder model = new ModelBuilder().Input(2, 4, 4).Weights("w", 3, 2, 1, 1).Node("Conv", "c", ["x", "w"]);
        byte[] bytes = Normalised(model, "c", 3).Build("n");
        Assert.Equal(2, Agreement.Check(bytes).Layers.Count);
        CoverageEntry entry = Agreement.Lower(bytes).Coverage[1];
        Assert.Equal(Treatment.Folded, entry.Treatment);
        Assert.Contains("Conv 'Conv-c'", entry.Reason);
    }

    [Fact]
    public void BatchNormalization_on_its_own_is_converted()
    {
        byte[] bytes = Normalised(new ModelBuilder().Input(2, 4, 4), "x", 2).Build("n");
        Assert.Equal(Treatment.Converted, Agreement.Lower(bytes).Coverage[0].Treatment);
    }

    [Theory]
    [InlineData("Mul", false)]
    [InlineData("Add", false)]
    [InlineData("Sub", false)]
    [InlineData("Div", false)]
    [InlineData("Mul", true)]
    [InlineData("Add", true)]
    [InlineData("Sub", true)]
    public void Arithmetic_with_one_number(string type, bool constantFirst)
    {
        byte[] model = new ModelBuilder().Input(2, 3, 3).Floats("c", [], 2.5f)
            .Node(type, "y", constantFirst ? ["c", "x"] : ["x", "c"]).Build("y");
        Assert.Equal(2, Assert.IsType<ScaleLayer>(Assert.Single(Agreement.Check(model).Layers)).Scale.Length);
    }

    [Theory]
    [InlineData("Mul")]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Div")]
    public void Arithmetic_per_channel(string type)
    {
        byte[] model = new ModelBuilder().Input(3, 2, 2).Floats("c", [3, 1, 1], 2, -3, 0.5f)
            .Node(type, "y", ["x", "c"]).Build("y");
        Assert.Equal(3, Assert.IsType<ScaleLayer>(Assert.Single(Agreement.Check(model).Layers)).Parameters);
    }

    [Theory]
    [InlineData("Mul", false)]
    [InlineData("Add", false)]
    [InlineData("Sub", true)]
    [InlineData("Div", false)]
    public void Constant_per_position(string type, bool constantFirst)
    {
        byte[] model = new ModelBuilder().Input(3, 2, 3).Floats("c", [3], 1, 2, -3)
            .Node(type, "y", constantFirst ? ["c", "x"] : ["x", "c"]).Build("y");
        Assert.IsType<LinearLayer>(Assert.Single(Agreement.Check(model).Layers));
    }

    [Fact]
    public void Constant_that_widens_the_value()
    {
        byte[] model = new ModelBuilder().Input(3, 1, 1).Weights("c", 3, 2, 4).Node("Mul", "y", ["x", "c"]).Build("y");
        Assert.Equal(new TensorShape(3, 2, 4), Assert.Single(Agreement.Check(model).Layers).OutputShape);
    }
}
