using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion;

/// <summary>Builds lowered networks with branches, layer by layer, and compares their conversion with the float executor.</summary>
sealed class BranchedNetwork(TensorShape input)
{
    readonly Random _random = new(3);
    readonly List<Layer> _layers = [];
    readonly Dictionary<string, TensorShape> _shapes = new() { ["x"] = input };

    public LayerGraph Graph => new("branched", "x", input, _layers);

    public string Convolution(string from, int channels, int kernel) => Add(new ConvolutionLayer
    {
        Name = $"conv{_layers.Count}",
        Operator = "Conv",
        Inputs = [from],
        Output = $"v{_layers.Count}",
        InputShape = _shapes[from],
        OutputShape = _shapes[from] with { Channels = channels },
        Weights = Random(channels * _shapes[from].Channels * kernel * kernel, 1 / Math.Sqrt(_shapes[from].Channels * kernel * kernel)),
        Bias = null,
        Kernel = new(kernel, kernel),
        Strides = new(1, 1),
        Dilations = new(1, 1),
        Pads = new(kernel / 2, kernel / 2, kernel / 2, kernel / 2),
        Groups = 1,
    });

    /// <summary>A scale of one that says how its values are distributed, generously.</summary>
    public string Normalisation(string from)
    {
        int channels = _shapes[from].Channels;
        float[] ones = [.. Enumerable.Repeat(1f, channels)];
        float[] shift = Random(channels, 0.2);
        return Add(new ScaleLayer { Name = $"bn{_layers.Count}", Operator = "BatchNormalization", Inputs = [from], Output = $"v{_layers.Count}", InputShape = _shapes[from], OutputShape = _shapes[from], Scale = ones, Shift = shift, OutputMoments = (shift, ones) });
    }

    public string Relu(string from, double maximum = double.PositiveInfinity) => Add(new ActivationLayer { Name = $"relu{_layers.Count}", Operator = "Relu", Inputs = [from], Output = $"v{_layers.Count}", InputShape = _shapes[from], OutputShape = _shapes[from], Function = new Rectifier(maximum) });

    public string Sum(params string[] from) => Add(new SumLayer { Name = $"sum{_layers.Count}", Operator = "Add", Inputs = from, Output = $"v{_layers.Count}", InputShape = _shapes[from[0]], OutputShape = _shapes[from[0]], Factors = [.. from.Select(_ => 1f)] });

    public string Concat(params string[] from)
    {
        TensorShape[] shapes = [.. from.Select(value => _shapes[value])];
        int plane = input.Height * input.Width;
        int first = 0;
        var targets = new List<int[]>();
        foreach (TensorShape shape in shapes)
        {
            targets.Add([.. Enumerable.Range(first * plane, shape.Count)]);
            first += shape.Channels;
        }

        return Add(new ConcatLayer { Name = $"concat{_layers.Count}", Operator = "Concat", Inputs = from, Output = $"v{_layers.Count}", InputShape = shapes[0], InputShapes = shapes, OutputShape = shapes[0] with { Channels = first }, Targets = [.. targets] });
    }

    public string MaxPool(string from) => Add(new MaxPoolLayer { Name = $"pool{_layers.Count}", Operator = "MaxPool", Inputs = [from], Output = $"v{_layers.Count}", InputShape = _shapes[from], OutputShape = _shapes[from] with { Height = _shapes[from].Height / 2, Width = _shapes[from].Width / 2 }, Kernel = new(2, 2), Strides = new(2, 2), Dilations = new(1, 1), Pads = default, CeilMode = false });

    /// <summary>Relative error of the outputs of the spiking network, over random inputs.</summary>
    public double RelativeError(ConvertedNetwork network, InputEncoding encoding, int timesteps)
    {
        using var simulator = new NetworkSimulator(network.Network, timesteps, KernelSet.Best);
        var executor = new FloatExecutor(Graph);
        double error = 0;
        double norm = 0;
        for (int sample = 0; sample < 4; sample++)
        {
            int[] integers = [.. Enumerable.Range(0, input.Count).Select(_ => _random.Next(encoding.Minimum, encoding.Maximum + 1))];
            float[] values = new float[input.Count];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = (float)(integers[input.ToChannelsLast(k)] * encoding.Step);
            }

            float[] expected = executor.Run(values)[Graph.OutputName];
            simulator.Run(integers);
            ReadOnlySpan<int> potentials = simulator.Readout(timesteps - 1);
            TensorShape shape = Graph.ShapeOf(Graph.OutputName);
            for (int k = 0; k < expected.Length; k++)
            {
                double actual = potentials[shape.ToChannelsLast(k)] * network.Network.Readout.Step / timesteps;
                error += (actual - expected[k]) * (actual - expected[k]);
                norm += expected[k] * expected[k];
            }
        }

        return Math.Sqrt(error / norm);
    }

    string Add(Layer layer)
    {
        _layers.Add(layer);
        _shapes.Add(layer.Output, layer.OutputShape);
        return layer.Output;
    }

    float[] Random(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(((_random.NextDouble() * 2) - 1) * 1.7 * scale))];
}
