using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Synapses;

namespace Neuromorphic.Core.Tests.Networks.Conversion;

/// <summary>What kinds of neurons a random network is made of.</summary>
public enum NetworkKind
{
    SignedUntilQuiet,
    MultiUntilQuiet,
    SettlingStepByStep,
    SettlingAtOnce,
    CountCoded,
    Timed,
    MixedExact,
    SignedFixed,
    MultiFixed,
    MixedWithPlain,
}

/// <summary>Random networks of conversion neurons with pools, skips, biases and negative weights, and the rules they follow.</summary>
sealed class ConversionNetworks : IDisposable
{
    readonly Random _random;
    readonly NetworkKind _kind;

    ConversionNetworks(NetworkKind kind, int seed)
    {
        _random = new Random(seed);
        _kind = kind;
        Timesteps = _random.Next(4) switch { 0 => 1, 1 => 2, 2 => _random.Next(3, 8), _ => _random.Next(8, 20) };
    }

    public int Timesteps { get; }

    public SpikingNetwork Network { get; private set; } = null!;

    /// <summary>Per population and neuron its rule.</summary>
    public Dictionary<Population, NeuronRule[]> Rules { get; } = [];

    public static ConversionNetworks Create(NetworkKind kind, int seed)
    {
        var made = new ConversionNetworks(kind, seed);
        made.Build();
        return made;
    }

    /// <summary>A sample: anything, or an end of the input's range everywhere.</summary>
    public int[] Input()
    {
        InputPopulation input = Network.Input;
        return _random.Next(5) switch
        {
            0 => [.. Enumerable.Repeat(input.Maximum, input.Count)],
            1 => [.. Enumerable.Repeat(input.Minimum, input.Count)],
            2 => [.. Enumerable.Range(0, input.Count).Select(_ => _random.Next(2) == 0 ? input.Minimum : input.Maximum)],
            _ => RandomNetworks.Input(Network, _random),
        };
    }

    public void Dispose() => Network.Dispose();

    void Build()
    {
        (SynapseGroup first, _) = RandomSynapses.Convolution(_random);
        var input = new InputPopulation("input", first.Source, 1, _random.Next(2) == 0 ? 0 : -20, _random.Next(1, 40));
        Population conv = Neurons("conv", first.Target, [new(input, first)], 3000);
        var windows = new WindowSynapses(
            conv.Shape, RandomSynapses.Window(_random, conv.Shape.Height), RandomSynapses.Window(_random, conv.Shape.Width));
        var pool = new MaxPoolPopulation("pool", conv, windows, new double[windows.Target.Count]);
        int hidden = _random.Next(1, 90);
        (SynapseGroup fromPool, _) = RandomSynapses.Dense(_random, pool.Shape, hidden, pooled: false);
        (SynapseGroup fromConv, _) = RandomSynapses.Sparse(_random, conv.Shape, Shape.Flat(hidden));
        (SynapseGroup fromInput, _) = RandomSynapses.Dense(_random, input.Shape, hidden, pooled: true);
        Population dense = Neurons("dense", Shape.Flat(hidden), [new(pool, fromPool), new(conv, fromConv), new(input, fromInput)], 600);
        int next = _random.Next(1, 20);
        (SynapseGroup fromDense, _) = RandomSynapses.Dense(_random, dense.Shape, next, pooled: false);
        (SynapseGroup skip, _) = RandomSynapses.Dense(_random, conv.Shape, next, pooled: true);
        Population deep = Neurons("deep", Shape.Flat(next), [new(dense, fromDense), new(conv, skip)], 400);
        (SynapseGroup last, _) = RandomSynapses.Dense(_random, deep.Shape, 4, pooled: false);
        (SynapseGroup side, _) = RandomSynapses.Sparse(_random, pool.Shape, Shape.Flat(4));
        var readout = new ReadoutPopulation("readout", Shape.Flat(4), [new(deep, last), new(pool, side)], [5, -6, 0, 7], [1, -2, 3, 4], 1);
        Network = new SpikingNetwork([input, conv, pool, dense, deep, readout]);
    }

    Population Neurons(string name, Shape shape, IReadOnlyList<Projection> projections, int scale)
    {
        int kind = _kind switch
        {
            NetworkKind.MixedExact => _random.Next(6),
            NetworkKind.MixedWithPlain => _random.Next(9),
            NetworkKind.SignedFixed => 6,
            NetworkKind.MultiFixed => 7,
            _ => (int)_kind,
        };
        int[] bias = [.. Enumerable.Range(0, shape.Count).Select(_ => _random.Next(-scale / 8, scale / 4))];
        double[] amplitude = new double[shape.Count];
        return kind is >= 2 and <= 5
            ? WithLevels((NetworkKind)kind, name, shape, projections, bias, scale)
            : WithThresholds(kind, name, shape, projections, bias, amplitude, scale);
    }

    Population WithThresholds(
        int kind, string name, Shape shape, IReadOnlyList<Projection> projections, int[] bias, double[] amplitude, int scale)
    {
        int[] theta =
        [
            .. Enumerable.Range(0, shape.Count).Select(_ => _random.Next(10) switch
            {
                0 => NeuronParameters.NeverFires,
                1 => 1,
                2 => _random.Next(1, 20 * scale),
                _ => _random.Next(1, scale),
            }),
        ];
        int[] start = _random.Next(3) == 0
            ? [.. theta.Select(_ => _random.Next(-2 * scale, 2 * scale))]
            : [.. theta.Select(t => t == NeuronParameters.NeverFires ? 0 : _random.Next(t))];
        var parameters = new NeuronParameters(theta, bias, start);
        if (kind == 8)
        {
            var plain = new NeuronPopulation<IntegrateAndFire>(name, shape, projections, default, parameters, amplitude);
            Rules[plain] = [.. theta.Select(t => new PlainRule(t, Timesteps))];
            return plain;
        }

        bool multi = kind is 1 or 7;
        int bits = multi ? _random.Next(2, 9) : 1;
        int most = (1 << bits) - 1;
        int limit = _random.Next(3) == 0 ? _random.Next(1, 2 * Timesteps * most + 2) : Timesteps * most;
        ConversionPopulation neurons = multi
            ? ConversionPopulation.MultiThreshold(name, shape, projections, parameters, bits, limit, amplitude, untilQuiet: kind == 1)
            : ConversionPopulation.SignedIntegrateAndFire(name, shape, projections, parameters, limit, amplitude, untilQuiet: kind == 0);
        Rules[neurons] = [.. theta.Select(t => new TakingBackRule(t, t == NeuronParameters.NeverFires ? 0 : limit, most))];
        return neurons;
    }

    ConversionPopulation WithLevels(
        NetworkKind kind, string name, Shape shape, IReadOnlyList<Projection> projections, int[] bias, int scale)
    {
        int[] start = [.. bias.Select(_ => _random.Next(-scale, scale))];
        LevelTiming timing = kind switch
        {
            NetworkKind.SettlingStepByStep => LevelTiming.StepByStep,
            NetworkKind.SettlingAtOnce => LevelTiming.AtOnce,
            NetworkKind.CountCoded => LevelTiming.Last,
            _ => LevelTiming.Timed,
        };
        LevelRule[] functions = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => RandomFunction(timing, scale))];
        int[] functionOf = [.. bias.Select(_ => _random.Next(functions.Length))];
        var levels = new LevelTables([.. functions.Select(f => LevelTable.Staircase(f.Steps, f.Levels))], functionOf);
        double[] amplitude = new double[shape.Count];
        ConversionPopulation neurons = timing switch
        {
            LevelTiming.Last => ConversionPopulation.CountCoded(name, shape, projections, bias, start, levels, amplitude),
            LevelTiming.Timed => ConversionPopulation.TimeToFirstSpike(name, shape, projections, bias, start, levels, amplitude),
            _ => ConversionPopulation.Settling(name, shape, projections, bias, start, levels, amplitude, timing == LevelTiming.AtOnce),
        };
        Rules[neurons] = [.. functionOf.Select(index => functions[index])];
        return neurons;
    }

    /// <summary>A staircase, monotone or not; levels below zero where the spikes can say them.</summary>
    LevelRule RandomFunction(LevelTiming timing, int scale)
    {
        int count = _random.Next(1, 20);
        int gap = _random.Next(3) == 0 ? 1 : _random.Next(1, 1 + (Timesteps * scale / count));
        int[] steps = new int[count];
        long at = _random.Next(-3 * scale, 2 * scale);
        for (int k = 0; k < count; k++)
        {
            steps[k] = (int)at;
            at += gap + _random.Next(gap);
        }

        bool mayBeNegative = timing != LevelTiming.Timed;
        int lowest = mayBeNegative ? _random.Next(-9, 2) : 0;
        bool monotone = _random.Next(2) == 0;
        int[] levels = [.. Enumerable.Range(0, count + 1).Select(k => monotone ? lowest + k : _random.Next(lowest, 12))];
        if (timing == LevelTiming.Timed)
        {
            levels[^1] = Math.Max(1, levels[^1]);
        }

        return new LevelRule(steps, levels, timing);
    }
}
