using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class DenseTests
{
    static DenseLayer Multiply(int[] weights, int[]? bias, params AttributeProto[] attributes)
    {
        ModelBuilder model = new ModelBuilder().Input(6).Weights("w", weights);
        if (bias is not null)
        {
            model.Weights("b", bias);
        }

        model.Node("Gemm", "y", bias is null ? ["x", "w"] : ["x", "w", "b"], attributes);
        return Assert.IsType<DenseLayer>(Assert.Single(Agreement.Check(model.Build("y")).Layers));
    }

    [Fact]
    public void Gemm()
    {
        DenseLayer layer = Multiply([6, 4], [4]);
        Assert.Equal(24, layer.Macs);
        Assert.Equal(28, layer.Parameters);
        Assert.Equal(new TensorShape(6, 1, 1), layer.InputShape);
        Assert.Equal(new TensorShape(4, 1, 1), layer.OutputShape);
    }

    [Fact]
    public void Gemm_without_bias() => Assert.Null(Multiply([6, 4], null).Bias);

    [Fact]
    public void Gemm_transposed_with_alpha_and_beta() =>
        Assert.Equal(4, Multiply([4, 6], [4], Int("transB", 1), Real("alpha", 0.5f), Real("beta", -2)).Bias!.Length);

    [Fact]
    public void Gemm_with_a_bias_row() => Assert.Equal(28, Multiply([6, 4], [1, 4]).Parameters);

    [Fact]
    public void Gemm_with_one_bias_for_all()
    {
        DenseLayer layer = Multiply([6, 4], [1]);
        Assert.Equal(4, layer.Bias!.Length);
        Assert.Equal(25, layer.Parameters);
    }

    [Fact]
    public void Weights_lie_by_output()
    {
        byte[] model = new ModelBuilder().Input(2).Floats("w", [2, 3], 1, 2, 3, 4, 5, 6)
            .Node("MatMul", "y", ["x", "w"]).Build("y");
        DenseLayer layer = Assert.IsType<DenseLayer>(Assert.Single(Agreement.Check(model).Layers));
        Assert.Equal([1, 4, 2, 5, 3, 6], layer.Weights);
        Assert.Null(layer.Bias);
        Assert.Equal(6, layer.Macs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Add_behind_MatMul_is_its_bias(bool constantFirst)
    {
        byte[] model = new ModelBuilder().Input(6).Weights("w", 6, 4).Weights("b", 4)
            .Node("MatMul", "m", ["x", "w"])
            .Node("Add", "y", constantFirst ? ["b", "m"] : ["m", "b"]).Build("y");
        DenseLayer layer = Assert.IsType<DenseLayer>(Assert.Single(Agreement.Check(model).Layers));
        Assert.Equal("MatMul-m", layer.Name);
        Assert.Equal("y", layer.Output);
        Assert.Equal(28, layer.Parameters);
        CoverageEntry add = Agreement.Lower(model).Coverage[1];
        Assert.Equal(("Add-y", Treatment.Folded), (add.Node, add.Treatment));
        Assert.Contains("bias of MatMul 'MatMul-m'", add.Reason);
    }

    [Fact]
    public void Add_of_a_constant_behind_Relu_stays_apart()
    {
        byte[] model = new ModelBuilder().Input(6).Weights("w", 6, 4).Weights("b", 4)
            .Node("MatMul", "m", ["x", "w"]).Node("Relu", "r", ["m"]).Node("Add", "y", ["r", "b"]).Build("y");
        LayerGraph graph = Agreement.Check(model);
        Assert.Equal(3, graph.Layers.Count);
        Assert.IsType<ScaleLayer>(graph.Layers[2]);
    }

    [Fact]
    public void Second_Add_behind_MatMul_is_not_its_bias()
    {
        byte[] model = new ModelBuilder().Input(6).Weights("w", 6, 4).Weights("b", 4).Weights("c", 4)
            .Node("MatMul", "m", ["x", "w"]).Node("Add", "a", ["m", "b"]).Node("Add", "y", ["a", "c"]).Build("y");
        LayerGraph graph = Agreement.Check(model);
        Assert.Equal(["a", "y"], graph.Layers.Select(layer => layer.Output));
    }

    [Fact]
    public void Weights_of_a_Constant_node_count_as_parameters()
    {
        byte[] model = new ModelBuilder().Input(2)
            .Node("Constant", "w", [], Tensor("value", FloatTensor("", [2, 2], 1, 2, 3, 4)))
            .Node("MatMul", "y", ["x", "w"]).Build("y");
        Assert.Equal(4, Onnx.OnnxGraph.Parse(model, "m").Parameters);
        Assert.Equal(4, Agreement.Check(model).Parameters);
    }
}
