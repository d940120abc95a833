using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion.Paths;

/// <summary>
/// Random chains of linear layers whose multiplied-out weights are small multiples of 1/16, so that integers hold them
/// exactly: integer weights, scales of ±1 and 2, pools of at most 2×2.
/// </summary>
sealed class RandomChain
{
    /// <summary>Every multiplied-out weight is a multiple of this.</summary>
    public const double Unit = 1.0 / 16;

    static readonly string[] Templates =
    [
        "", "C", "D", "PC", "PD", "CS", "SC", "DS", "CP", "ZC", "ZP", "RD", "PPC", "CC", "P", "S", "OD", "OC", "G", "GD", "SPC", "CR", "PZC",
    ];

    readonly Random _random;

    RandomChain(Random random, TensorShape source)
    {
        _random = random;
        Target = source;
    }

    public List<Layer> Layers { get; } = [];

    public TensorShape Target { get; private set; }

    public string Template { get; private set; } = "";

    public static RandomChain Create(int seed)
    {
        var random = new Random(seed);
        var source = new TensorShape(random.Next(1, 4), random.Next(1, 9), random.Next(1, 9));
        var chain = new RandomChain(random, source) { Template = Templates[seed % Templates.Length], Source = source };
        foreach (char kind in chain.Template)
        {
            chain.Add(kind);
        }

        return chain;
    }

    public TensorShape Source { get; private init; }

    void Add(char kind)
    {
        Layer layer = kind switch
        {
            'C' => Convolution(),
            'D' => Dense(),
            'P' => Pool(tiling: true),
            'O' => Pool(tiling: false),
            'G' => GlobalPool(),
            'S' => Scale(),
            'Z' => Pad(),
            _ => Reshape(),
        };
        string value = Layers.Count == 0 ? "x" : Layers[^1].Output;
        Layers.Add(layer with { Inputs = [value], Output = $"v{Layers.Count}" });
        Target = layer.OutputShape;
    }

    /// <summary>The chain as a network whose output is read out.</summary>
    public LayerGraph ToGraph()
    {
        if (Layers.Count == 0)
        {
            Layers.Add(new ReshapeLayer { Name = "same", Operator = "Identity", Inputs = ["x"], Output = "v0", InputShape = Source, OutputShape = Source });
        }

        return new LayerGraph("test", "x", Source, Layers);
    }

    ConvolutionLayer Convolution()
    {
        int groups = Target.Channels > 1 && _random.Next(3) == 0 ? Target.Channels : 1;
        int outputs = groups * _random.Next(1, 4);
        Extent kernel = new(_random.Next(1, Math.Min(Target.Height, 3) + 1), _random.Next(1, Math.Min(Target.Width, 3) + 1));
        Extent strides = new(_random.Next(1, 3), _random.Next(1, 3));
        Extent dilations = new(kernel.Height == 2 && Target.Height > 3 ? 2 : 1, 1);
        Padding pads = new(_random.Next(2), _random.Next(2), _random.Next(2), _random.Next(2));
        TensorShape output = new(
            outputs,
            ((Target.Height + pads.Top + pads.Bottom - ((kernel.Height - 1) * dilations.Height) - 1) / strides.Height) + 1,
            ((Target.Width + pads.Left + pads.Right - kernel.Width) / strides.Width) + 1);
        return new()
        {
            Name = "conv",
            Operator = "Conv",
            Inputs = [],
            Output = "y",
            InputShape = Target,
            OutputShape = output,
            Weights = Weights(outputs * (Target.Channels / groups) * kernel.Height * kernel.Width),
            Bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)_random.Next(-3, 4))],
            Kernel = kernel,
            Strides = strides,
            Dilations = dilations,
            Pads = pads,
            Groups = groups,
        };
    }

    DenseLayer Dense()
    {
        int outputs = _random.Next(1, 7);
        return new()
        {
            Name = "gemm",
            Operator = "Gemm",
            Inputs = [],
            Output = "y",
            InputShape = Target,
            OutputShape = new(outputs, 1, 1),
            Weights = Weights(outputs * Target.Count),
            Bias = [.. Enumerable.Range(0, outputs).Select(_ => (float)_random.Next(-3, 4))],
        };
    }

    AveragePoolLayer Pool(bool tiling)
    {
        Extent kernel = new(Math.Min(Target.Height, _random.Next(1, 3)), Math.Min(Target.Width, _random.Next(1, 3)));
        Extent strides = tiling ? kernel : new(1, 1);
        Padding pads = !tiling && kernel == new Extent(2, 2) ? new(1, 1, 0, 0) : default;
        bool includePad = _random.Next(2) == 0;
        return AveragePool(kernel, strides, pads, includePad, new(
            Target.Channels,
            ((Target.Height + pads.Top - kernel.Height) / strides.Height) + 1,
            ((Target.Width + pads.Left - kernel.Width) / strides.Width) + 1));
    }

    /// <summary>A mean over at most 2×2 positions, as a whole map: larger ones are not multiples of the unit.</summary>
    AveragePoolLayer GlobalPool()
    {
        if (Target.Height > 2 || Target.Width > 2)
        {
            return Pool(tiling: true);
        }

        Extent kernel = new(Target.Height, Target.Width);
        return AveragePool(kernel, new(1, 1), default, false, new(Target.Channels, 1, 1));
    }

    AveragePoolLayer AveragePool(Extent kernel, Extent strides, Padding pads, bool includePad, TensorShape output) => new()
    {
        Name = "pool",
        Operator = "AveragePool",
        Inputs = [],
        Output = "y",
        InputShape = Target,
        OutputShape = output,
        Kernel = kernel,
        Strides = strides,
        Pads = pads,
        CeilMode = false,
        CountIncludePad = includePad,
    };

    ScaleLayer Scale() => new()
    {
        Name = "scale",
        Operator = "BatchNormalization",
        Inputs = [],
        Output = "y",
        InputShape = Target,
        OutputShape = Target,
        Scale = [.. Enumerable.Range(0, Target.Channels).Select(_ => new[] { -1f, 1f, 2f }[_random.Next(3)])],
        Shift = [.. Enumerable.Range(0, Target.Channels).Select(_ => (float)_random.Next(-2, 3))],
    };

    PadLayer Pad()
    {
        Padding pads = new(_random.Next(3), _random.Next(3), _random.Next(3), 1);
        return new()
        {
            Name = "pad",
            Operator = "Pad",
            Inputs = [],
            Output = "y",
            InputShape = Target,
            OutputShape = new(Target.Channels, Target.Height + pads.Top + pads.Bottom, Target.Width + pads.Left + pads.Right),
            Pads = pads,
        };
    }

    ReshapeLayer Reshape() => new()
    {
        Name = "flatten",
        Operator = "Flatten",
        Inputs = [],
        Output = "y",
        InputShape = Target,
        OutputShape = new(Target.Count, 1, 1),
    };

    float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)_random.Next(-1, 2))];
}
