using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>
/// A network cut at its activation functions and max pools: the populations that it needs, and the linear layers between
/// them. Branches may split and join anywhere.
/// </summary>
sealed class NetworkCut
{
    readonly LayerGraph _graph;
    readonly CutRules _rules;
    readonly List<Segment> _segments = [];
    readonly List<Layer> _linear = [];
    readonly Dictionary<string, Segment> _carriers = [];
    readonly Dictionary<string, Segment> _unchanged = [];
    readonly Dictionary<string, TensorShape> _shapes = [];
    readonly Dictionary<string, int> _readers = [];
    readonly HashSet<string> _names = [];
    readonly Dictionary<Segment, IReadOnlyList<Segment>> _sources = [];
    readonly PopulationNames _populationNames;

    NetworkCut(LayerGraph graph, CutRules rules)
    {
        _graph = graph;
        _rules = rules;
        _populationNames = new PopulationNames(graph);
        Add(new() { Name = graph.InputName, End = SegmentEnd.Input, Input = graph.InputName, ValueName = graph.InputName, Shape = graph.InputShape }, graph.InputName);
    }

    /// <summary>The populations, sources before targets: the input first, the read-out last.</summary>
    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>The linear layers that the output depends on, in the order of the graph.</summary>
    public IReadOnlyList<Layer> LinearLayers => _linear;

    /// <summary>The values that a population stands for.</summary>
    public IReadOnlyDictionary<string, Segment> Carriers => _carriers;

    /// <summary>How often each other value is read, by a linear layer or by a segment.</summary>
    public IReadOnlyDictionary<string, int> ReaderCounts => _readers;

    /// <summary>The file that the network comes from.</summary>
    public string File => _graph.File;

    /// <summary>The network.</summary>
    public LayerGraph Graph => _graph;

    /// <summary>Cuts a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="rules">What it depends on besides.</param>
    /// <exception cref="ModelException">A layer stands where it has no spiking counterpart.</exception>
    public static NetworkCut Of(LayerGraph graph, CutRules rules)
    {
        var cut = new NetworkCut(graph, rules);
        string output = graph.OutputName;
        while (graph.ProducerOf(output) is SoftmaxLayer softmax)
        {
            // Monotonic: the decision is read before it.
            output = softmax.Inputs[0];
        }

        HashSet<string> needed = Needed(graph, output);
        foreach (Layer layer in graph.Layers.Where(layer => needed.Contains(layer.Output)))
        {
            cut.Take(layer);
        }

        cut.Read(output);
        cut.Add(new()
        {
            Name = cut.Unique(cut._populationNames.Of(output, cut._carriers) ?? graph.Layers[^1].Name),
            End = SegmentEnd.Readout,
            Input = output,
            ValueName = output,
            Shape = cut.ShapeOf(output),
        }, null);
        cut.FindSources();
        return cut;
    }

    /// <summary>The populations that a segment gets its spikes or input from.</summary>
    public IReadOnlyList<Segment> SourcesOf(Segment segment) => _sources[segment];

    /// <summary>
    /// The neurons that carry the network's input as spikes, its positive part and where needed its negative one, for
    /// segments that also read other spikes: a unit of the input is far smaller than a spike, so that one integer scale
    /// could not hold the weights of both.
    /// </summary>
    public IReadOnlyList<Segment> Relays { get; private set; } = [];

    /// <summary>
    /// The shape in which a population holds a value: a reshape changes the order of nothing, so neurons keep the
    /// channels that the layer in front of it gave them.
    /// </summary>
    public TensorShape ShapeOf(string value) => _shapes[value];

    void FindSources()
    {
        var walk = new LinearWalk<IReadOnlyList<Segment>>(
            this,
            carrier => [carrier],
            (_, inputs) => inputs.All(sources => ReferenceEquals(sources, inputs[0])) ? inputs[0] : [.. inputs.SelectMany(sources => sources).Distinct()]);
        Segment input = _segments[0];
        foreach (Segment segment in _segments.Skip(1))
        {
            _sources.Add(segment, segment.Source is { } pooled ? [pooled] : walk.Of(segment));
        }

        if (!_sources.Values.Any(sources => sources.Count > 1 && sources.Contains(input)))
        {
            return;
        }

        Relays = [.. Enumerable.Range(0, _rules.InputIsRectified ? 1 : 2).Select(k => 1 - (2 * k)).Select(sign => new Segment
        {
            Name = Unique($"{_graph.InputName} ({(sign > 0 ? "positive" : "negative")} part)"),
            End = SegmentEnd.Neurons,
            Input = _graph.InputName,
            Sign = sign,
            Function = new Rectifier(),
            FunctionShape = _graph.InputShape,
            ValueName = _graph.InputName,
            Clamp = new Rectifier(),
            Shape = _graph.InputShape,
        })];
        foreach (Segment segment in _segments.Where(segment => _sources.TryGetValue(segment, out IReadOnlyList<Segment>? of) && of.Count > 1 && of.Contains(input)))
        {
            _sources[segment] = [.. _sources[segment].Where(source => source != input), .. Relays];
        }

        foreach (Segment relay in Relays)
        {
            _sources.Add(relay, [input]);
        }

        _segments.InsertRange(1, Relays);
    }

    static HashSet<string> Needed(LayerGraph graph, string output)
    {
        var needed = new HashSet<string> { output };
        for (int k = graph.Layers.Count - 1; k >= 0; k--)
        {
            if (needed.Contains(graph.Layers[k].Output))
            {
                needed.UnionWith(graph.Layers[k].Inputs);
            }
        }

        return needed;
    }

    void Take(Layer layer)
    {
        switch (layer)
        {
            case SoftmaxLayer:
                throw new ModelException(
                    _graph.File, $"node '{Printable.Name(layer.Name)}' ({layer.Operator})", "it stands in front of other layers", "Only a final Softmax converts");
            case ActivationLayer activation when IsRedundant(activation):
                // It changes nothing.
                TakeLinear(layer);
                _unchanged.Add(layer.Output, _unchanged[layer.Inputs[0]]);
                break;
            case ActivationLayer activation:
                AddNeurons(layer.Inputs[0], activation.Function, layer.InputShape, layer.Name, layer.Output, null, layer.Output);
                break;
            case MaxPoolLayer pool:
                AddPool(pool);
                break;
            default:
                TakeLinear(layer);
                if (layer is ReshapeLayer && _unchanged.TryGetValue(layer.Inputs[0], out Segment? carrier))
                {
                    _unchanged.Add(layer.Output, carrier);
                }

                break;
        }
    }

    void TakeLinear(Layer layer)
    {
        _linear.Add(layer);
        foreach (string input in layer.Inputs)
        {
            Read(input);
        }

        bool keepsChannels = layer is ReshapeLayer or ActivationLayer or SumLayer
            && layer.Inputs.All(input => ShapeOf(input) == ShapeOf(layer.Inputs[0]));
        _shapes.Add(layer.Output, keepsChannels ? ShapeOf(layer.Inputs[0]) : layer.OutputShape);
    }

    bool IsRedundant(ActivationLayer layer) =>
        _unchanged.TryGetValue(layer.Inputs[0], out Segment? carrier) && Redundancy.Keeps(layer.Function, carrier, _rules.Encoding);

    void AddPool(MaxPoolLayer pool)
    {
        string pooled = pool.Inputs[0];
        bool carried = _unchanged.TryGetValue(pooled, out Segment? source)
            && source.End != SegmentEnd.Input && (source.IsRectified || _rules.CarriesSigns) && source.Shape == pool.InputShape;
        if (!carried)
        {
            ActivationFunction function = new SignAnalysis(_graph, _carriers, _rules.InputIsRectified).IsRectified(pooled)
                ? new Rectifier()
                : FunctionInFrontOf(pool);
            source = AddNeurons(pooled, function, pool.InputShape, pool.Name, pooled, function, null);
        }

        Add(new()
        {
            Name = Unique(pool.Name),
            End = SegmentEnd.MaxPool,
            Input = pooled,
            Pool = pool,
            Source = source,
            ValueName = pool.Output,
            Clamp = source!.Clamp,
            Shape = pool.OutputShape,
        }, pool.Output);
    }

    Segment AddNeurons(
        string input, ActivationFunction function, TensorShape functionShape, string end, string value, ActivationFunction? clamp, string? carries)
    {
        Read(input);
        return Add(new()
        {
            Name = Unique(_populationNames.Of(input, _carriers) ?? end),
            End = SegmentEnd.Neurons,
            Input = input,
            Function = function,
            FunctionShape = functionShape,
            ValueName = value,
            Clamp = clamp,
            Shape = ShapeOf(input),
        }, carries);
    }

    Segment Add(Segment segment, string? carries)
    {
        _segments.Add(segment);
        if (carries is not null)
        {
            _carriers.Add(carries, segment);
            _shapes.Add(carries, segment.Shape);
            _unchanged.Add(carries, segment);
        }

        return segment;
    }

    void Read(string value)
    {
        if (!_carriers.ContainsKey(value))
        {
            _readers[value] = _readers.GetValueOrDefault(value) + 1;
        }
    }

    string Unique(string name)
    {
        string unique = name;
        for (int k = 2; !_names.Add(unique); k++)
        {
            unique = $"{name} ({k})";
        }

        return unique;
    }

    /// <summary>
    /// max(relu(x)) = relu(max(x)): where rectifiers follow everywhere, with nothing but shapes and pools between, the
    /// loosest of them stands in front of the pool. Else neurons in front carry the value as it is, if they can.
    /// </summary>
    ActivationFunction FunctionInFrontOf(MaxPoolLayer pool)
    {
        double maximum = 0;
        var pending = new Stack<string>([pool.Output]);
        while (pending.TryPop(out string? value))
        {
            IReadOnlyList<Layer> readers = _graph.ReadersOf(value);
            foreach (Layer reader in readers)
            {
                switch (reader)
                {
                    case ActivationLayer { Function: Rectifier rectifier }:
                        maximum = Math.Max(maximum, rectifier.Maximum);
                        continue;
                    case ReshapeLayer or MaxPoolLayer:
                        pending.Push(reader.Output);
                        continue;
                }

                return Signed();
            }

            if (readers.Count == 0)
            {
                return Signed();
            }
        }

        return new Rectifier(maximum);

        Clipping Signed() => _rules.CarriesSigns ? new(double.NegativeInfinity, double.PositiveInfinity) : throw new ModelException(
            _graph.File,
            $"node '{Printable.Name(pool.Name)}' ({pool.Operator})",
            "it pools values that may be negative, which spike counts cannot carry",
            "Use --method exact, or put a Relu in front of or directly behind the pool");
    }
}
