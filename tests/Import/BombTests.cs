using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Models of few bytes that ask for very much: refused before the memory is taken.</summary>
public class BombTests
{
    // The largest list that lowering may hold has 2^26 entries of 4 bytes; growing it and its neighbours take some more.
    const long MostBytes = 3L << 30;

    static void Refused(ModelBuilder model, string reason)
    {
        byte[] bytes = model.Build("y");
        long before = GC.GetAllocatedBytesForCurrentThread();
        ModelException exception = Assert.Throws<ModelException>(() => Agreement.Lower(bytes).RequireConvertible());
        Assert.Contains(reason, exception.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    static ModelBuilder Map(int opset = 19) => new ModelBuilder(opset).Input(1, 8, 8);

    [Theory]
    [InlineData(1e9f, "Check its scales")]
    [InlineData(float.MaxValue, "Check its scales")]
    [InlineData(1e5f, "moved elements")]
    [InlineData(0f, "Check its scales")]
    [InlineData(-1f, "Check its scales")]
    public void Resize(float scale, string reason)
    {
        Refused(Map().Floats("s", [4], 1, 1, scale, scale).Node("Resize", "y", ["x", "", "s"]), reason);
        Refused(Map().Floats("s", [4], 1, 1, scale, scale).Node("Resize", "y", ["x", "", "s"], Text("mode", "linear")), reason);
    }

    [Fact]
    public void Resize_by_sizes() => Refused(Map().Integers("s", 1, 1, long.MaxValue, 8).Node("Resize", "y", ["x", "", "", "s"]), "Check its scales");

    [Fact]
    public void Resize_by_a_number_that_is_none() =>
        Refused(Map().Floats("s", [4], 1, 1, float.NaN, 1).Node("Resize", "y", ["x", "", "s"]), "NaN");

    [Fact]
    public void Expand() => Refused(Map().Integers("s", 1, 1 << 30, 8, 8).Node("Expand", "y", ["x", "s"]), "moved elements");

    [Fact]
    public void Tile() => Refused(Map().Integers("s", 1, 1L << 40, 1L << 40, 1).Node("Tile", "y", ["x", "s"]), "moved elements");

    [Theory]
    [InlineData("constant")]
    [InlineData("edge")]
    [InlineData("reflect")]
    public void Pad(string mode) => Refused(Map().Integers("p", 0, 0, 1_000_000_000, 1_000_000_000, 0, 0, 0, 0)
        .Node("Pad", "y", ["x", "p"], Text("mode", mode)), "more than");

    [Fact]
    public void Reflection_beyond_the_value() => Refused(Map().Integers("p", 0, 0, 8, 0, 0, 0, 0, 0)
        .Node("Pad", "y", ["x", "p"], Text("mode", "reflect")), "reflects beyond");

    [Fact]
    public void Pad_that_leaves_nothing() => Refused(Map().Integers("p", 0, 0, -8, 0, 0, 0, 0, 0).Node("Pad", "y", ["x", "p"]), "leaves 0");

    [Theory]
    [InlineData("ConstantOfShape")]
    [InlineData("Expand")]
    [InlineData("Tile")]
    [InlineData("Range")]
    public void Constants(string type)
    {
        ModelBuilder model = Map().Integers("n", 1L << 35, 1L << 20).Floats("one", [1, 1], 1).Integers("zero", 0).Integers("step", 1)
            .Integers("end", long.MaxValue);
        string[] inputs = type switch
        {
            "ConstantOfShape" => ["n"],
            "Range" => ["zero", "end", "step"],
            _ => ["one", "n"],
        };
        Refused(model.Node(type, "c", inputs).Node("Add", "y", ["x", "c"]), "not folded");
    }

    [Fact]
    public void Constants_that_grow_step_by_step()
    {
        ModelBuilder model = Map().Floats("c0", [1, 1024], new float[1024]);
        for (int k = 0; k < 40; k++)
        {
            model.Node("Concat", $"c{k + 1}", [$"c{k}", $"c{k}"], Int("axis", 0));
        }

        Refused(model.Node("Add", "y", ["x", "c40"]), "not folded");
    }

    [Fact]
    public void Values_that_grow_step_by_step()
    {
        ModelBuilder model = Map().Node("Relu", "v0", ["x"]);
        for (int k = 0; k < 60; k++)
        {
            model.Node("Concat", $"v{k + 1}", [$"v{k}", $"v{k}"], Int("axis", 1));
        }

        Refused(model.Node("Relu", "y", ["v60"]), "moved elements");
    }

    [Theory]
    [InlineData("strides")]
    [InlineData("dilations")]
    [InlineData("output_padding")]
    [InlineData("output_shape")]
    public void ConvTranspose(string attribute) => Refused(Map().Weights("w", 1, 1, 3, 3)
        .Node("ConvTranspose", "y", ["x", "w"], Ints(attribute, int.MaxValue, int.MaxValue)), "its output would have");

    [Fact]
    public void ConvTranspose_of_many_synapses() => Refused(Map().Weights("w", 1, 1, 3, 3)
        .Node("ConvTranspose", "y", ["x", "w"], Ints("output_shape", 16_000, 16_000)), "moved elements");

    [Fact]
    public void Volumes() => Refused(new ModelBuilder().Input(1, 64, 64, 64).Weights("w", 64, 1, 5, 5, 5).Node("Conv", "y", ["x", "w"]), "single synapses");

    [Fact]
    public void Running_sum_over_a_long_axis() =>
        Refused(new ModelBuilder().Input(1 << 24).Integers("a", 1).Node("CumSum", "y", ["x", "a"]), "single synapses");

    [Fact]
    public void Slice_by_a_step_beyond_all_numbers()
    {
        byte[] model = Map().Integers("s", 7).Integers("e", long.MinValue).Integers("a", 3).Integers("d", long.MinValue + 1)
            .Node("Slice", "y", ["x", "s", "e", "a", "d"]).Build("y");
        Assert.Equal(1, Assert.IsType<IndexMapLayer>(Assert.Single(Agreement.Lower(model).RequireConvertible().Layers)).OutputShape.Width);
    }

    [Fact]
    public void Deep_products_stay_bounded()
    {
        // Each square doubles the tree of the expression, not its steps; the reach of one function is bounded.
        ModelBuilder model = Map();
        string value = "x";
        for (int k = 0; k < 500; k++)
        {
            model.Node("Sigmoid", $"s{k}", [value]).Node("Mul", $"m{k}", [value, $"s{k}"]);
            value = $"m{k}";
        }

        LayerGraph graph = Agreement.Lower(model.Node("Relu", "y", [value]).Build("y")).RequireConvertible();
        Assert.All(graph.Layers.OfType<ActivationLayer>().Select(layer => layer.Function).OfType<CompositeFunction>(),
            function => Assert.InRange(function.Steps.Count, 1, 200));
    }

    [Fact]
    public void A_gate_from_far_before_is_refused_in_bounded_steps()
    {
        ModelBuilder model = Map();
        string value = "x";
        for (int k = 0; k < 5_000; k++)
        {
            model.Node("Relu", $"r{k}", [value]);
            value = $"r{k}";
        }

        Refused(model.Node("Mul", "y", ["x", value]), "multiplies two activations");
    }

    [Fact]
    public void Many_dimensions() => Refused(Map().Integers("s", 0, 1, 1, 1, 1, 1, 1, 1, 64).Node("Reshape", "y", ["x", "s"]), "9 dimensions");
}
