using Neuromorphic.Core;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Emulator.Tests.Support;

/// <summary>Small networks that spike: dense, convolution with and without a pool in front, max-pool, sparse, a skip.</summary>
static class TestNetworks
{
    /// <summary>A random network of one of the kinds.</summary>
    public static SpikingNetwork Random(int seed)
    {
        var random = new Random(seed);
        return (seed % 5) switch
        {
            3 or 4 => Converted(random),
            0 => Dense(random, random.Next(1, 12), random.Next(1, 40), random.Next(1, 30), random.Next(1, 11)),
            1 => Convolution(random),
            _ => Skip(random),
        };
    }

    /// <summary>Input → dense → dense → read-out.</summary>
    public static SpikingNetwork Dense(Random random, int inputs, int first, int second, int classes)
    {
        var input = new InputPopulation("input", Shape.Flat(inputs), 1, -3, 3);
        NeuronPopulation hidden = Neurons(random, "hidden", Shape.Flat(first), DenseFrom(random, input, first));
        NeuronPopulation next = Neurons(random, "next", Shape.Flat(second), DenseFrom(random, hidden, second));
        return new SpikingNetwork([input, hidden, next, Readout(random, classes, DenseFrom(random, next, classes))]);
    }

    /// <summary>Input → convolution → max-pool → convolution behind an average pool → dense read-out.</summary>
    public static SpikingNetwork Convolution(Random random)
    {
        int side = random.Next(6, 12);
        var shape = new Shape(side, side + random.Next(3), random.Next(1, 3));
        var input = new InputPopulation("input", shape, 1, 0, 3);
        Projection first = ConvolutionFrom(random, input, random.Next(1, 5), 3, 1, 1, 1);
        NeuronPopulation convolved = Neurons(random, "convolved", first.Synapses.Target, first);
        Shape at = convolved.Shape;
        var windows = new WindowSynapses(at, new SlidingWindow(at.Height, at.Height / 2, 2, 2, 0, 1), new SlidingWindow(at.Width, at.Width / 2, 2, 2, 0, 1));
        var pool = new MaxPoolPopulation("pool", convolved, windows, new double[windows.Target.Count]);
        Projection second = ConvolutionFrom(random, pool, random.Next(1, 9), 2, random.Next(1, 3), 1, random.Next(1, 3));
        NeuronPopulation deep = Neurons(random, "deep", second.Synapses.Target, second);
        return new SpikingNetwork([input, convolved, pool, deep, Readout(random, 5, DenseFrom(random, deep, 5))]);
    }

    /// <summary>Input → convolution → max-pool → dense → read-out, which the pool reaches too, of conversion neurons of any kind.</summary>
    public static SpikingNetwork Converted(Random random, int? kind = null)
    {
        var input = new InputPopulation("input", new Shape(random.Next(4, 8), random.Next(4, 8), random.Next(1, 3)), 1, -2, 3);
        Projection first = ConvolutionFrom(random, input, random.Next(1, 5), 3, 1, 1, 1);
        ConversionPopulation convolved = Converted(random, "convolved", first.Synapses.Target, first, kind);
        Shape at = convolved.Shape;
        var windows = new WindowSynapses(at, new SlidingWindow(at.Height, at.Height / 2, 2, 2, 0, 1), new SlidingWindow(at.Width, at.Width / 2, 2, 2, 0, 1));
        var pool = new MaxPoolPopulation("pool", convolved, windows, new double[windows.Target.Count]);
        int hidden = random.Next(1, 40);
        ConversionPopulation dense = Converted(random, "dense", Shape.Flat(hidden), DenseFrom(random, pool, hidden), kind);
        return new SpikingNetwork([input, convolved, pool, dense, Readout(random, 3, DenseFrom(random, dense, 3), SparseFrom(random, pool, Shape.Flat(3)))]);
    }

    static ConversionPopulation Converted(Random random, string name, Shape shape, Projection projection, int? kind)
    {
        int[] bias = [.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(-9, 20))];
        int[] start = [.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(0, 20))];
        double[] amplitude = new double[shape.Count];
        NeuronParameters Thresholds() => new([.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(1, 60))], bias, start);
        LevelTables Levels(int lowest) => new(
            [LevelTable.Staircase([10, 30, 31, 90, 200], [lowest, 0, 1, 4, 2, 6])], new int[shape.Count]);
        return (kind ?? random.Next(8)) switch
        {
            0 => ConversionPopulation.SignedIntegrateAndFire(name, shape, [projection], Thresholds(), 6, amplitude, untilQuiet: true),
            1 => ConversionPopulation.MultiThreshold(name, shape, [projection], Thresholds(), 3, 42, amplitude, untilQuiet: true),
            2 => ConversionPopulation.Settling(name, shape, [projection], bias, start, Levels(-3), amplitude, graded: false),
            3 => ConversionPopulation.Settling(name, shape, [projection], bias, start, Levels(-3), amplitude, graded: true),
            4 => ConversionPopulation.CountCoded(name, shape, [projection], bias, start, Levels(-3), amplitude),
            5 => ConversionPopulation.TimeToFirstSpike(name, shape, [projection], bias, start, Levels(0), amplitude),
            6 => ConversionPopulation.SignedIntegrateAndFire(name, shape, [projection], Thresholds(), 6, amplitude, untilQuiet: false),
            _ => ConversionPopulation.MultiThreshold(name, shape, [projection], Thresholds(), 4, 90, amplitude, untilQuiet: false),
        };
    }

    /// <summary>Input → dense → sparse, and a skip from the first to the read-out, which a sparse projection reaches too.</summary>
    public static SpikingNetwork Skip(Random random)
    {
        var input = new InputPopulation("input", Shape.Flat(random.Next(1, 9)), 1, -2, 2);
        NeuronPopulation first = Neurons(random, "first", new Shape(1, random.Next(1, 6), random.Next(1, 9)), null, input);
        NeuronPopulation second = Neurons(random, "second", Shape.Flat(random.Next(1, 60)), null, first);
        Shape classes = Shape.Flat(random.Next(1, 6));
        return new SpikingNetwork(
        [
            input, first, second,
            Readout(random, classes.Count, SparseFrom(random, second, classes), DenseFrom(random, first, classes.Count), SparseFrom(random, first, classes)),
        ]);
    }

    /// <summary>Samples for a network, from its input's range.</summary>
    public static int[] Samples(SpikingNetwork network, int samples, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples * network.Input.Count).Select(_ => random.Next(network.Input.Minimum, network.Input.Maximum + 1))];
    }

    /// <summary>A population without randomness: unit weights one to one, so that demands can be worked out by hand.</summary>
    public static SpikingNetwork Plain(int inputs, int neurons, int classes)
    {
        var random = new Random(1);
        var input = new InputPopulation("input", Shape.Flat(inputs), 1, 0, 1);
        sbyte[] ones = [.. Enumerable.Repeat((sbyte)1, inputs * neurons)];
        NeuronPopulation wide = Neurons(random, "wide", Shape.Flat(neurons), new Projection(input, new DenseSynapses(input.Shape, Shape.Flat(neurons), ones)));
        sbyte[] more = [.. Enumerable.Repeat((sbyte)1, neurons * classes)];
        return new SpikingNetwork([input, wide, Readout(random, classes, new Projection(wide, new DenseSynapses(wide.Shape, Shape.Flat(classes), more)))]);
    }

    /// <summary>8 × 8 neurons, then a 3 × 3 convolution with padding to two channels.</summary>
    public static SpikingNetwork Picture()
    {
        var random = new Random(1);
        var input = new InputPopulation("input", Shape.Flat(1), 1, 0, 1);
        var shape = new Shape(8, 8, 1);
        NeuronPopulation picture = Neurons(
            random, "picture", shape, new Projection(input, new DenseSynapses(input.Shape, shape, [.. Enumerable.Repeat((sbyte)1, 64)])));
        Projection filter = ConvolutionFrom(random, picture, 2, 3, 1, 1, 1);
        NeuronPopulation filtered = Neurons(random, "filtered", filter.Synapses.Target, filter);
        return new SpikingNetwork([input, picture, filtered, Readout(random, 1, DenseFrom(random, filtered, 1))]);
    }

    /// <summary>One input, one neuron that spikes in every step, one class with a bias.</summary>
    public static SpikingNetwork Chain()
    {
        var input = new InputPopulation("input", Shape.Flat(1), 1, 1, 1);
        var neuron = new NeuronPopulation<IntegrateAndFire>(
            "neuron", Shape.Flat(1), [new Projection(input, new DenseSynapses(input.Shape, Shape.Flat(1), [5]))], default, new NeuronParameters([5], [0], [0]), [1]);
        var readout = new ReadoutPopulation(
            "readout", Shape.Flat(1), [new Projection(neuron, new DenseSynapses(neuron.Shape, Shape.Flat(1), [3]))], [1], [0], 1);
        return new SpikingNetwork([input, neuron, readout]);
    }

    static NeuronPopulation<IntegrateAndFire> Neurons(Random random, string name, Shape shape, Projection projection) =>
        new NeuronPopulation<IntegrateAndFire>(
            name, shape, [projection], default,
            new NeuronParameters(
                [.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(1, 60))],
                [.. Enumerable.Range(0, shape.Count).Select(_ => random.Next(-2, 9))],
                new int[shape.Count]),
            new double[shape.Count]);

    static NeuronPopulation<IntegrateAndFire> Neurons(Random random, string name, Shape shape, Projection? projection, Population source) =>
        Neurons(random, name, shape, projection ?? SparseFrom(random, source, shape));

    static ReadoutPopulation Readout(Random random, int classes, params Projection[] projections) =>
        new("readout", Shape.Flat(classes), projections, [.. Enumerable.Range(0, classes).Select(_ => random.Next(-3, 4))], new int[classes], 1);

    static Projection DenseFrom(Random random, Population source, int targets) =>
        new(source, new DenseSynapses(source.Shape, Shape.Flat(targets), Weights(random, source.Count * targets)));

    static Projection ConvolutionFrom(Random random, Population source, int channels, int kernel, int stride, int pad, int pool)
    {
        SlidingWindow rows = Window(source.Shape.Height / pool, kernel, stride, pad);
        SlidingWindow columns = Window(source.Shape.Width / pool, kernel, stride, pad);
        sbyte[] weights = Weights(random, channels * source.Shape.Channels * kernel * kernel);
        return new(source, new ConvolutionSynapses(source.Shape, channels, rows, columns, 1, weights, pool, pool));
    }

    static SlidingWindow Window(int input, int kernel, int stride, int pad)
    {
        kernel = Math.Min(kernel, input + (2 * pad));
        return new SlidingWindow(input, ((input + (2 * pad) - kernel) / stride) + 1, kernel, stride, pad, 1);
    }

    static Projection SparseFrom(Random random, Population source, Shape target)
    {
        int[] start = new int[source.Count + 1];
        var targets = new List<int>();
        for (int j = 0; j < source.Count; j++)
        {
            targets.AddRange(Enumerable.Range(0, target.Count).Where(_ => random.Next(3) == 0));
            start[j + 1] = targets.Count;
        }

        return new(source, new SparseSynapses(source.Shape, target, start, [.. targets], [.. targets.Select(_ => (sbyte)(random.Next(2) == 0 ? -5 : 7))]));
    }

    /// <summary>A third of the weights is zero: such a synapse does not exist.</summary>
    static sbyte[] Weights(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (sbyte)(random.Next(3) == 0 ? 0 : random.Next(-20, 40)))];
}
