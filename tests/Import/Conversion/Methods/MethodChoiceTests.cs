using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;

namespace Neuromorphic.Import.Tests.Conversion.Methods;

public class MethodChoiceTests
{
    static readonly InputEncoding Bytes = InputEncoding.UnsignedBytes(1.0 / 255);

    [Fact]
    public void Rectifiers_are_integrate_and_fire_for_the_usual_timesteps()
    {
        var choice = MethodChoice.Of(With("Relu"), Bytes);
        Assert.Equal((SpikingMethod.IntegrateAndFire, MethodChoice.UsualTimesteps), (choice.Method, choice.Timesteps));
        Assert.Empty(choice.Reasons);
    }

    [Theory]
    [InlineData("Tanh")]
    [InlineData("Gelu")]
    [InlineData("LeakyRelu")]
    public void A_function_that_integrate_and_fire_does_not_carry_makes_the_network_settle(string function)
    {
        var choice = MethodChoice.Of(With(function), Bytes);
        Assert.Equal(SpikingMethod.Exact, choice.Method);
        Assert.Contains(function, Assert.Single(choice.Reasons));
        ModelException refusal = Assert.Throws<ModelException>(() => MethodChoice.Of(With(function), Bytes, SpikingMethod.IntegrateAndFire));
        Assert.Contains("--method exact", refusal.Remedy);
    }

    [Fact]
    public void Times_carry_no_negative_activations()
    {
        Assert.Equal(SpikingMethod.TimeToFirstSpike, MethodChoice.Of(With("Sigmoid"), Bytes, SpikingMethod.TimeToFirstSpike).Method);
        Assert.Throws<ModelException>(() => MethodChoice.Of(With("Tanh"), Bytes, SpikingMethod.TimeToFirstSpike));
    }

    [Fact]
    public void Quantised_activations_say_their_timesteps_and_keep_their_levels()
    {
        var choice = MethodChoice.Of(Quantised(6), Bytes);
        Assert.Equal((SpikingMethod.Exact, 6), (choice.Method, choice.Timesteps));
        Assert.Equal(2, choice.Reasons.Count);
        choice = MethodChoice.Of(Quantised(6), Bytes, timesteps: 10);
        Assert.Equal((SpikingMethod.Exact, 10), (choice.Method, choice.Timesteps));
        choice = MethodChoice.Of(Quantised(6), Bytes, timesteps: 3);
        Assert.Equal((SpikingMethod.IntegrateAndFire, 3), (choice.Method, choice.Timesteps));
        choice = MethodChoice.Of(Quantised(6), Bytes, SpikingMethod.IntegrateAndFire);
        Assert.Equal((SpikingMethod.IntegrateAndFire, 6), (choice.Method, choice.Timesteps));

        // So many levels would take too long.
        choice = MethodChoice.Of(Quantised(255), Bytes);
        Assert.Equal((SpikingMethod.IntegrateAndFire, MethodChoice.UsualTimesteps), (choice.Method, choice.Timesteps));
    }

    [Theory]
    [InlineData("if")]
    [InlineData("exact")]
    [InlineData("count")]
    [InlineData("multi")]
    [InlineData("multi:2")]
    [InlineData("multi:8")]
    [InlineData("signed")]
    [InlineData("ttfs")]
    public void Methods_are_found_by_name(string name) => Assert.Equal(name, SpikingMethod.Named(name)!.Name);

    [Theory]
    [InlineData("multi:1")]
    [InlineData("multi:9")]
    [InlineData("IF")]
    [InlineData("")]
    public void There_are_no_others(string name) => Assert.Null(SpikingMethod.Named(name));

    [Fact]
    public void Timesteps_end_where_payloads_and_counts_do()
    {
        foreach (SpikingMethod method in SpikingMethod.All)
        {
            new ConversionOptions(method.MostTimesteps) { Method = method }.Validate();
            Assert.Throws<ArgumentOutOfRangeException>(() => new ConversionOptions(method.MostTimesteps + 1) { Method = method }.Validate());
        }
    }

    static LayerGraph With(string function) => Lowered(new ModelBuilder(20).Input(4)
        .Weights("w", 4, 5).Node("MatMul", "m", ["x", "w"]).Node(function, "a", ["m"]).Weights("v", 5, 3).Node("MatMul", "y", ["a", "v"]));

    static LayerGraph Quantised(int levels) => Lowered(new ModelBuilder(20).Input(4)
        .Weights("w", 4, 5).Node("MatMul", "m", ["x", "w"])
        .Floats("s", [], 0.25f).Floats("h", [], 0.5f).Floats("zero", [], 0).Floats("most", [], levels)
        .Node("Div", "d", ["m", "s"]).Node("Add", "e", ["d", "h"]).Node("Floor", "f", ["e"]).Node("Clip", "c", ["f", "zero", "most"]).Node("Mul", "a", ["c", "s"])
        .Weights("v", 5, 3).Node("MatMul", "y", ["a", "v"]));

    static LayerGraph Lowered(ModelBuilder model) => ModelLowering.Lower(OnnxGraph.Parse(model.Build("y"), "test.onnx")).RequireConvertible();
}
