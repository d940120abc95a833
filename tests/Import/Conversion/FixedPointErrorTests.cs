using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Reference;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Paths;
using Neuromorphic.Import.Tests.Conversion.Paths;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion;

public sealed class FixedPointErrorTests
{
    [Theory]
    [InlineData("Data/digits-cnn.onnx", 8, 16)]
    [InlineData("Data/digits-cnn.onnx", 3, 5)]
    [InlineData("Data/digits-mlp.onnx", 2, 32)]
    [InlineData("Data/digits-cnn.onnx", 9, 8)]
    public void A_converted_network_stays_inside_the_derived_bound_and_comes_near_it(string model, int bits, int timesteps)
    {
        ModelWithData task = Digits(model);
        using ConvertedNetwork network = task.Convert(timesteps, bits);
        CheckOutcome outcome = task.Records(network, samples: 4, timesteps)
            .Select(record => FixedPointError.Check(network, record))
            .Aggregate((all, one) => all.With(one));
        Assert.True(outcome.Holds, outcome.Where);
        Assert.InRange(outcome.Worst!.Value, 0.25, 1);
        Assert.Equal(1, outcome.Bound);
    }

    [Theory]
    [InlineData("Data/digits-cnn.onnx", "signed", 8)]
    [InlineData("Data/digits-cnn.onnx", "multi", 5)]
    [InlineData("Data/digits-mlp.onnx", "exact", 12)]
    [InlineData("Data/digits-mlp.onnx", "count", 12)]
    [InlineData("Data/digits-mlp.onnx", "ttfs", 12)]
    public void Other_neurons_stay_inside_the_bound_too(string model, string method, int timesteps)
    {
        ModelWithData task = Digits(model);
        using ConvertedNetwork network = task.Convert(timesteps, bits: 4, SpikingMethod.Named(method));
        CheckOutcome outcome = task.Records(network, samples: 4, timesteps)
            .Select(record => FixedPointError.Check(network, record))
            .Aggregate((all, one) => all.With(one));
        Assert.True(outcome.Holds, outcome.Where);
        Assert.InRange(outcome.Worst!.Value, 0.2, 1);
        Assert.True(outcome.Cases > network.Network.UnitCount * timesteps);
    }

    [Fact]
    public void A_network_whose_real_weights_are_others_is_refuted()
    {
        const int Timesteps = 16;
        ModelWithData task = Digits("Data/digits-mlp.onnx");
        using ConvertedNetwork network = task.Convert(Timesteps);
        using ConvertedNetwork coarse = task.Convert(Timesteps, bits: 4);
        NetworkRecord record = task.Records(network, samples: 1, Timesteps).Single();
        ConvertedNetwork mixed = network with
        {
            Populations = [.. network.Populations.Zip(coarse.Populations, (fine, other) => fine with { Unrounded = other.Unrounded })],
        };
        CheckOutcome outcome = FixedPointError.Check(mixed, record);
        Assert.False(outcome.Holds);
        Assert.True(outcome.Worst > 1);
    }

    [Fact]
    public void The_real_weights_are_within_half_a_step_of_the_integers()
    {
        using ConvertedNetwork network = Digits("Data/digits-cnn.onnx").Convert(timesteps: 8);
        foreach (ConvertedPopulation converted in network.Populations.Where(one => one.Unrounded is not null))
        {
            UnroundedLayer real = converted.Unrounded!;
            Projection projection = Assert.Single(converted.Population.Projections);
            double[] units = new double[converted.Population.Count];
            units.AsSpan().Fill(1);
            LayerRounding rounding = LayerRounding.Measure(projection.Synapses, units, (source, visit) => real.VisitWeights(0, source, visit));
            double largest = Enumerable.Range(0, units.Length).Max(rounding.LargestRounding);
            Assert.InRange(largest, 0.4, 0.5 + 1e-9);
        }
    }

    [Fact]
    public void Real_weights_of_random_chains_are_those_of_the_integers()
    {
        for (int seed = 0; seed < 120; seed++)
        {
            var chain = RandomChain.Create(seed);
            var cut = NetworkCut.Of(chain.ToGraph(), new CutRules(InputIsRectified: false));
            LinearMap map = Assert.Single(new PathComposer(cut).Of(cut.Segments[^1])).Map;
            double[] amplitude = new double[map.Source.Count];
            amplitude.AsSpan().Fill(1);
            double[] step = new double[map.Target.Channels];
            step.AsSpan().Fill(RandomChain.Unit);
            using SynapseGroup synapses = map.Quantise(amplitude, step, 127);
            UnroundedLayer real = new([(map, amplitude)], step, [], new double[map.Target.Count], []);
            double[] units = new double[map.Target.Count];
            units.AsSpan().Fill(1);
            LayerRounding rounding = LayerRounding.Measure(synapses, units, (source, visit) => real.VisitWeights(0, source, visit));
            double largest = Enumerable.Range(0, units.Length).Max(rounding.LargestRounding);
            Assert.True(largest < 1e-4, $"chain {chain.Template}: {largest}");
        }
    }

    static ModelWithData Digits(string model) => ModelWithData.Load(
        model, "Data/digits-images.npy", "Data/digits-labels.npy", "Data/digits-calibration.npy", 1.0 / 16);
}
