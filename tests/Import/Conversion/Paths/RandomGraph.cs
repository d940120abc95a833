using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion.Paths;

/// <summary>
/// Random branched networks: convolutions, fully connected layers, means, scales, pads, reshapes, index maps, sums and
/// concatenations of values that are read several times, with rectifiers between. All multiplied-out weights
/// are small multiples of 1/16.
/// </summary>
sealed class RandomGraph
{
    readonly Random _random;
    readonly List<Layer> _layers = [];
    readonly List<(string Name, TensorShape Shape)> _values = [];
    int _means;

    RandomGraph(int seed)
    {
        _random = new Random(seed);
        _values.Add(("x", new TensorShape(_random.Next(1, 4), _random.Next(1, 7), _random.Next(1, 7))));
    }

    public static LayerGraph Create(int seed)
    {
        var graph = new RandomGraph(seed);
        int layers = graph._random.Next(3, 14);
        while (graph._layers.Count < layers)
        {
            graph.AddAny();
        }

        // So that late branches meet.
        graph.AddJoin();
        return new LayerGraph("random", "x", graph._values[0].Shape, graph._layers);
    }

    void AddAny()
    {
        (string name, TensorShape shape) = Recent();
        switch (_random.Next(14))
        {
            case 0 or 1 or 2:
                Add(Convolution(name, shape));
                break;
            case 3:
                Add(Dense(name, shape));
                break;
            case 4 when _means < 2 && shape.Height > 1 && shape.Width > 1:
                _means++;
                Add(Mean(name, shape));
                break;
            case 5:
                Add(Scale(name, shape));
                break;
            case 6 when shape.Count < 400:
                Add(Pad(name, shape));
                break;
            case 7:
                Add(Flatten(name, shape));
                break;
            case 8 or 9:
                Add(IndexMap(name, shape));
                break;
            case 10 or 11:
                AddJoin();
                break;
            default:
                Add(new ActivationLayer { Name = Next("relu"), Operator = "Relu", Inputs = [name], Output = Next("v"), InputShape = shape, OutputShape = shape, Function = new Rectifier() });
                break;
        }
    }

    /// <summary>A sum or concatenation of values that fit, the last one among them; it may be read more than once.</summary>
    void AddJoin()
    {
        (string Name, TensorShape Shape) last = _values[^1];
        if (_random.Next(2) == 0)
        {
            string[] same = [.. Pick(value => value.Shape == last.Shape).Select(value => value.Name)];
            Add(new SumLayer
            {
                Name = Next("sum"),
                Operator = "Add",
                Inputs = same,
                Output = Next("v"),
                InputShape = last.Shape,
                OutputShape = last.Shape,
                Factors = [.. same.Select(_ => _random.Next(3) == 0 ? -1f : 1f)],
            });
            return;
        }

        (string Name, TensorShape Shape)[] parts = Pick(value => (value.Shape.Height, value.Shape.Width) == (last.Shape.Height, last.Shape.Width));
        int plane = last.Shape.Height * last.Shape.Width;
        var targets = new List<int[]>();
        int first = 0;
        foreach ((_, TensorShape shape) in parts)
        {
            targets.Add([.. Enumerable.Range(first * plane, shape.Count)]);
            first += shape.Channels;
        }

        Add(new ConcatLayer
        {
            Name = Next("concat"),
            Operator = "Concat",
            Inputs = [.. parts.Select(part => part.Name)],
            Output = Next("v"),
            InputShape = parts[0].Shape,
            OutputShape = new(first, last.Shape.Height, last.Shape.Width),
            InputShapes = [.. parts.Select(part => part.Shape)],
            Targets = [.. targets],
        });
    }

    (string Name, TensorShape Shape)[] Pick(Func<(string Name, TensorShape Shape), bool> fits)
    {
        (string, TensorShape)[] others = [.. _values.Where(fits)];
        return [_values[^1], .. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => others[_random.Next(others.Length)])];
    }

    (string Name, TensorShape Shape) Recent() => _values[Math.Max(0, _values.Count - 1 - _random.Next(4))];

    void Add(Layer layer)
    {
        _layers.Add(layer);
        _values.Add((layer.Output, layer.OutputShape));
    }

    string Next(string prefix) => $"{prefix}{_layers.Count}";

    ConvolutionLayer Convolution(string name, TensorShape shape)
    {
        int groups = shape.Channels > 1 && _random.Next(3) == 0 ? shape.Channels : 1;
        bool keepsShape = _random.Next(2) == 0;
        int outputs = keepsShape ? shape.Channels : groups * _random.Next(1, 3);
        int side = _random.Next(2);
        Extent kernel = keepsShape ? new((2 * side) + 1, (2 * side) + 1) : new(_random.Next(1, Math.Min(shape.Height, 3) + 1), _random.Next(1, Math.Min(shape.Width, 3) + 1));
        Extent strides = keepsShape ? new(1, 1) : new(_random.Next(1, 3), _random.Next(1, 3));
        Extent dilations = new(!keepsShape && kernel.Height == 2 && shape.Height > 3 ? 2 : 1, 1);
        Padding pads = keepsShape ? new(side, side, side, side) : new(_random.Next(2), _random.Next(2), _random.Next(2), _random.Next(2));
        return new()
        {
            Name = Next("conv"),
            Operator = "Conv",
            Inputs = [name],
            Output = Next("v"),
            InputShape = shape,
            OutputShape = new(
                outputs,
                ((shape.Height + pads.Top + pads.Bottom - ((kernel.Height - 1) * dilations.Height) - 1) / strides.Height) + 1,
                ((shape.Width + pads.Left + pads.Right - kernel.Width) / strides.Width) + 1),
            Weights = Weights(outputs * (shape.Channels / groups) * kernel.Height * kernel.Width),
            Bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)_random.Next(-3, 4))],
            Kernel = kernel,
            Strides = strides,
            Dilations = dilations,
            Pads = pads,
            Groups = groups,
        };
    }

    DenseLayer Dense(string name, TensorShape shape)
    {
        int outputs = _random.Next(1, 7);
        return new()
        {
            Name = Next("gemm"),
            Operator = "Gemm",
            Inputs = [name],
            Output = Next("v"),
            InputShape = shape,
            OutputShape = new(outputs, 1, 1),
            Weights = Weights(outputs * shape.Count),
            Bias = _random.Next(2) == 0 ? null : [.. Enumerable.Range(0, outputs).Select(_ => (float)_random.Next(-3, 4))],
        };
    }

    AveragePoolLayer Mean(string name, TensorShape shape)
    {
        bool overlaps = _random.Next(2) == 0;
        Extent kernel = new(2, 2);
        Extent strides = overlaps ? new(1, 1) : kernel;
        Padding pads = overlaps && _random.Next(2) == 0 ? new(1, 1, 0, 0) : default;
        return new()
        {
            Name = Next("mean"),
            Operator = "AveragePool",
            Inputs = [name],
            Output = Next("v"),
            InputShape = shape,
            OutputShape = new(shape.Channels, ((shape.Height + pads.Top - 2) / strides.Height) + 1, ((shape.Width + pads.Left - 2) / strides.Width) + 1),
            Kernel = kernel,
            Strides = strides,
            Pads = pads,
            CeilMode = false,
            CountIncludePad = _random.Next(2) == 0,
        };
    }

    ScaleLayer Scale(string name, TensorShape shape) => new()
    {
        Name = Next("scale"),
        Operator = "BatchNormalization",
        Inputs = [name],
        Output = Next("v"),
        InputShape = shape,
        OutputShape = shape,
        Scale = [.. Enumerable.Range(0, shape.Channels).Select(_ => _random.Next(3) == 0 ? -1f : 1f)],
        Shift = [.. Enumerable.Range(0, shape.Channels).Select(_ => (float)_random.Next(-2, 3))],
    };

    PadLayer Pad(string name, TensorShape shape)
    {
        Padding pads = new(_random.Next(2), _random.Next(2), _random.Next(2), 1);
        return new()
        {
            Name = Next("pad"),
            Operator = "Pad",
            Inputs = [name],
            Output = Next("v"),
            InputShape = shape,
            OutputShape = new(shape.Channels, shape.Height + pads.Top + pads.Bottom, shape.Width + pads.Left + pads.Right),
            Pads = pads,
        };
    }

    ReshapeLayer Flatten(string name, TensorShape shape) => new()
    {
        Name = Next("flatten"),
        Operator = "Flatten",
        Inputs = [name],
        Output = Next("v"),
        InputShape = shape,
        OutputShape = new(shape.Count, 1, 1),
    };

    /// <summary>Shuffled channels, a slice of them, rows and columns exchanged, twice the size, or any map with constants.</summary>
    IndexMapLayer IndexMap(string name, TensorShape shape)
    {
        int[] order = [.. Enumerable.Range(0, shape.Channels)];
        _random.Shuffle(order);
        bool large = shape.Count > 200;
        (TensorShape to, Func<int, int, int, int> source) = _random.Next(large ? 3 : 5) switch
        {
            0 => (shape, (c, y, x) => Index(order[c], y, x)),
            1 => (shape with { Channels = Math.Max(1, shape.Channels - 1) }, (c, y, x) => Index(c + Math.Min(1, shape.Channels - 1), y, x)),
            2 => (new TensorShape(shape.Channels, shape.Width, shape.Height), (c, y, x) => Index(c, x, y)),
            3 => (shape with { Height = shape.Height * 2, Width = shape.Width * 2 }, (c, y, x) => Index(c, y / 2, x / 2)),
            _ => (shape, new Func<int, int, int, int>((_, _, _) => _random.Next(-1, shape.Count))),
        };
        int[] sources = new int[to.Count];
        for (int k = 0; k < sources.Length; k++)
        {
            sources[k] = source(k / (to.Height * to.Width), k / to.Width % to.Height, k % to.Width);
        }

        return new()
        {
            Name = Next("map"),
            Operator = "Transpose",
            Inputs = [name],
            Output = Next("v"),
            InputShape = shape,
            OutputShape = to,
            Sources = sources,
            Fill = 2,
        };

        int Index(int c, int y, int x) => (((c * shape.Height) + y) * shape.Width) + x;
    }

    float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)_random.Next(-1, 2))];
}
