using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

public class CoverageTests
{
    [Fact]
    public void Every_node_has_one_entry_with_its_treatment()
    {
        ModelBuilder model = new ModelBuilder().Input(1, 8, 8).Weights("w", 2, 1, 3, 3).Weights("s", 2)
            .Floats("v", [2], 1, 2).Weights("d", 8, 4)
            .Node("Conv", "c", ["x", "w"])
            .Node("BatchNormalization", "n", ["c", "s", "s", "s", "v"])
            .Node("Relu", "r", ["n"])
            .Node("Constant", "p", [], Ints("value_ints", 0, 0, 1, 1, 0, 0, 1, 1))
            .Node("Pad", "q", ["r", "p"])
            .Node("MaxPool", "m", ["q"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))
            .Node("AveragePool", "a", ["m"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))
            .Node("Dropout", "o", ["a"])
            .Node("Identity", "i", ["o"])
            .Node("Flatten", "f", ["i"])
            .Node("Gemm", "g", ["f", "d"])
            .Node("Softmax", "y", ["g"]);
        LoweringResult result = Agreement.Lower(model.Build("y"));
        Assert.NotNull(result.Graph);
        (string, Treatment)[] expected =
        [
            ("Conv", Treatment.Converted), ("BatchNormalization", Treatment.Folded), ("Relu", Treatment.Converted),
            ("Constant", Treatment.Folded), ("Pad", Treatment.Folded), ("MaxPool", Treatment.Converted),
            ("AveragePool", Treatment.Folded), ("Dropout", Treatment.Folded), ("Identity", Treatment.Folded),
            ("Flatten", Treatment.Folded), ("Gemm", Treatment.Converted), ("Softmax", Treatment.Folded),
        ];
        Assert.Equal(expected, result.Coverage.Select(entry => (entry.Operator, entry.Treatment)));
        Assert.All(result.Coverage, entry => Assert.NotEmpty(entry.Reason));
        // Distinct nodes get distinct reasons; only what does nothing shares one.
        Assert.Equal(12, result.Coverage.Select(entry => entry.Node).Distinct().Count());
        Assert.Equal((36 * 18) + 32, result.Graph.Macs);
    }

    [Fact]
    public void Nameless_and_namesake_nodes_get_names_of_their_own()
    {
        ModelBuilder model = new ModelBuilder().Input(4).Node("Relu", "a", ["x"]).Node("Relu", "b", ["a"])
            .Node("Relu", "c", ["b"]).Node("Relu", "y", ["c"]);
        model.Graph.Node[0].Name = "";
        model.Graph.Node[1].Name = "same";
        model.Graph.Node[2].Name = "same";
        model.Graph.Node[3].Name = "";
        Assert.Equal(["Relu_0", "same", "same_2", "Relu_3"],
            Agreement.Lower(model.Build("y")).Coverage.Select(entry => entry.Node));
    }
}
