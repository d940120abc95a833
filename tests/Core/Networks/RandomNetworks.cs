using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Synapses;

namespace Neuromorphic.Core.Tests.Networks;

/// <summary>Small random networks: convolution (pooled or not), max-pool, a branch, dense, read-out.</summary>
static class RandomNetworks
{
    public static SpikingNetwork Create(int seed)
    {
        var random = new Random(seed);
        (SynapseGroup first, _) = RandomSynapses.Convolution(random);
        var input = new InputPopulation("input", first.Source, 1.0 / 255, seed % 2 == 0 ? 0 : -128, 255);
        NeuronPopulation conv = Neurons(random, "conv", first.Target, [new(input, first)], 30000);
        var windows = new WindowSynapses(
            conv.Shape, RandomSynapses.Window(random, conv.Shape.Height), RandomSynapses.Window(random, conv.Shape.Width));
        var pool = new MaxPoolPopulation("pool", conv, windows, new double[windows.Target.Count]);
        int hidden = random.Next(1, 90);
        (SynapseGroup fromPool, _) = RandomSynapses.Dense(random, pool.Shape, hidden, pooled: false);
        (SynapseGroup fromConv, _) = RandomSynapses.Sparse(random, conv.Shape, Shape.Flat(hidden));
        NeuronPopulation dense = Neurons(random, "dense", Shape.Flat(hidden), [new(pool, fromPool), new(conv, fromConv)], 300);
        (SynapseGroup last, _) = RandomSynapses.Dense(random, dense.Shape, 10, pooled: true);
        int[] bias = [.. Enumerable.Range(0, 10).Select(_ => random.Next(-50, 50))];
        var readout = new ReadoutPopulation("readout", Shape.Flat(10), [new(dense, last)], bias, new int[10], 0.01);
        return new SpikingNetwork([input, conv, pool, dense, readout]);
    }

    public static int[] Input(SpikingNetwork network, Random random) =>
        [.. Enumerable.Range(0, network.Input.Count).Select(_ => random.Next(network.Input.Minimum, network.Input.Maximum + 1))];

    static NeuronPopulation<IntegrateAndFire> Neurons(
        Random random, string name, Shape shape, IReadOnlyList<Projection> projections, int scale)
    {
        int[] threshold = [.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(8) == 0 ? NeuronParameters.NeverFires : random.Next(1, scale))];
        int[] bias = [.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(-scale / 10, scale / 5))];
        int[] start = [.. threshold.Select(theta => theta / 2)];
        return new(name, shape, projections, default, new NeuronParameters(threshold, bias, start), new double[shape.Count]);
    }
}
