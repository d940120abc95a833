using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Paths;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Turns a lowered network, with whatever branches, into an integer spiking network: thresholds chosen per channel for
/// the number of timesteps, weights of few bits, neurons as the method has them.
/// </summary>
/// <remarks>
/// Per target channel i and source j: G = weight × amplitude of one spike of j; one integer unit δ = max|G| / limit over
/// all branches; integers W = round(G / δ), B = round(bias / δ), Θ = round(θ / δ). The amplitude that the next population
/// sees is Θ·δ, what the rounding really gave, so rounding Θ costs nothing in the mean. Then each population runs on
/// calibration data with the spikes it will really get, and what its channels lack in the mean is added to their biases
/// (Li et al. 2021, SNNC, "light"; in front of curved functions and in the read-out like Nagel et al. 2019, section 4.2).
/// </remarks>
public sealed class Converter
{
    readonly LayerGraph _graph;
    readonly InputEncoding _encoding;
    readonly ConversionOptions _options;
    readonly NetworkCut _cut;

    /// <summary>Prepares the conversion of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="encoding">How its inputs become integers.</param>
    /// <param name="options">Timesteps, weight bits, method and rules.</param>
    /// <exception cref="ModelException">A layer stands where it has no spiking counterpart.</exception>
    public Converter(LayerGraph graph, InputEncoding encoding, ConversionOptions options)
    {
        options.Validate();
        _graph = graph;
        _encoding = encoding;
        _options = options;
        _cut = NetworkCut.Of(graph, CutRules.Of(encoding, options.Method.CarriesSigns));
        ConversionChecks.RequireNeurons(_cut, options.Method);
    }

    /// <summary>Converts, with thresholds from calibration data that ONNX Runtime runs.</summary>
    /// <param name="twin">The model in ONNX Runtime.</param>
    /// <param name="calibration">Calibration samples one behind the other, in ONNX's order.</param>
    /// <param name="samples">Number of calibration samples, at least 1.</param>
    /// <exception cref="ModelException">
    /// The network is never active, 32 bits cannot be proven to hold its potentials, or it would be too large.
    /// </exception>
    public ConvertedNetwork Convert(OnnxRuntimeTwin twin, ReadOnlySpan<float> calibration, int samples)
    {
        if (!_options.Threshold.NeedsData)
        {
            return Convert();
        }

        var lifetimes = new Lifetimes(_cut);
        int corrected = _options.Method.IsExact
            ? TwinCalibration.AffordableSamples(samples, lifetimes.MostUnits)
            : SpikingCalibration.AffordableSamples(samples, _options.Timesteps, lifetimes.MostUnits, _options.Method.BitsPerSpike);
        var scales = new CalibratedScales(_cut, _options, twin, calibration, samples, corrected);
        int[][] inputs = Encode(calibration, corrected);
        using CalibrationRun run = _options.Method.IsExact
            ? new TwinCalibration(inputs, _options.Timesteps, _graph.File)
            : new SpikingCalibration(inputs, _options.Timesteps);
        return Convert(scales, new BiasCorrection(run, scales, lifetimes, _options));
    }

    /// <summary>Converts without any data; biases are not corrected.</summary>
    /// <exception cref="InvalidOperationException">The rule for thresholds needs data.</exception>
    /// <exception cref="ModelException">
    /// An activation has no BatchNormalization in front of it, 32 bits cannot be proven to hold the potentials, or the
    /// network would be too large.
    /// </exception>
    public ConvertedNetwork Convert() => _options.Threshold.NeedsData
        ? throw new InvalidOperationException($"thresholds by '{_options.Threshold.Name}' need calibration data")
        : Convert(new NormalisedScales(_cut, _encoding), null);

    ConvertedNetwork Convert(IFullScales scales, BiasCorrection? correction)
    {
        var composer = new PathComposer(_cut);
        var zero = new ZeroResponse(_cut);
        var built = new Dictionary<Segment, Population>();
        var converted = new List<ConvertedPopulation>();
        Segment first = _cut.Segments[0];
        built.Add(first, new InputPopulation(
            first.Name, LinearMap.PopulationShape(first.Shape), _encoding.Step, _encoding.Minimum, _encoding.Maximum));
        foreach (Segment segment in _cut.Segments.Skip(1))
        {
            ConvertedPopulation next = segment.End switch
            {
                SegmentEnd.MaxPool => Pool(segment, built[segment.Source!]),
                SegmentEnd.Neurons => Neurons(segment, Branches(composer, segment, built), zero.Of(segment), scales, correction),
                _ => Readout(segment, Branches(composer, segment, built), zero.Of(segment), correction),
            };
            built.Add(segment, next.Population);
            correction?.Accept(segment, next.Population, built);
            converted.Add(next);
        }

        var network = new SpikingNetwork([.. _cut.Segments.Select(segment => built[segment])]);
        ConversionChecks.RequireMemory(network, _options.Timesteps, _graph.File);
        IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, _options.Timesteps);
        ConversionChecks.RequireFit(ranges, _options.Timesteps, _graph.File);
        return new ConvertedNetwork(network, converted, ranges);
    }

    WeightQuantiser Branches(PathComposer composer, Segment segment, Dictionary<Segment, Population> built)
    {
        var branches = new WeightQuantiser(_options.WeightLimit, _graph.File, segment.Name);
        IReadOnlyList<ComposedProjection> projections = composer.Of(segment);
        foreach (ComposedProjection projection in projections)
        {
            branches.Add(built[projection.Source], projection.Map);
        }

        return projections.Count > 0
            ? branches
            : throw new ModelException(
                _graph.File, $"node '{Printable.Name(segment.Name)}'", "its value does not depend on the network's input", "Simplify the model before export");
    }

    static ConvertedPopulation Pool(Segment segment, Population source)
    {
        MaxPoolLayer pool = segment.Pool!;
        TensorShape from = pool.InputShape;
        var rows = new SlidingWindow(
            from.Height, segment.Shape.Height, pool.Kernel.Height, pool.Strides.Height, pool.Pads.Top, pool.Dilations.Height);
        var columns = new SlidingWindow(
            from.Width, segment.Shape.Width, pool.Kernel.Width, pool.Strides.Width, pool.Pads.Left, pool.Dilations.Width);
        var windows = new WindowSynapses(source.Shape, rows, columns);
        ReadOnlySpan<double> amplitudeOfSource = WeightQuantiser.AmplitudeOf(source);
        double[] amplitude = new double[windows.Target.Count];
        for (int i = 0; i < amplitude.Length; i++)
        {
            // All neurons of a channel share an amplitude.
            amplitude[i] = amplitudeOfSource[i % windows.Target.Channels];
        }

        return Described(segment, new MaxPoolPopulation(segment.Name, source, windows, amplitude), null, 0);
    }

    ConvertedPopulation Neurons(Segment segment, WeightQuantiser branches, float[] bias, IFullScales fullScales, BiasCorrection? correction)
    {
        (int levels, double[] scales, bool trained) = Levels(segment, fullScales);
        double[] step = _options.Scaling == WeightScaling.PerChannel ? branches.ChannelSteps(scales) : branches.PowerOfTwoSteps(scales);
        var plan = new NeuronPlan
        {
            Name = segment.Name,
            Shape = LinearMap.PopulationShape(segment.Shape),
            Projections = branches.Round(step),
            Function = segment.Function!,
            FunctionChannel = neuron => FunctionChannel(segment, neuron),
            Levels = levels,
            KeepsTrainedLevels = trained,
            FullScale = scales,
            Step = step,
            Bias = [.. bias.Select(value => (double)value)],
            Timesteps = _options.Timesteps,
            Start = Start,
            Integers = new IntegerRange(_graph.File, segment.Name),
        };
        plan = correction?.Correct(segment, plan) ?? plan;
        NeuronPopulation population = _options.Method.Build(plan);
        int plane = segment.Shape.Height * segment.Shape.Width;
        return Described(segment, population, MedianBits(population, step), scales.Count(scale => scale == 0) * plane) with
        {
            Unrounded = new UnroundedLayer(
                branches.Maps, step, [.. scales.Select(scale => scale * _options.Timesteps / levels)], plan.Bias, Starts(population)),
        };
    }

    StartValue Start => _options.Start ?? _options.Method.UsualStart;

    /// <summary>The levels of a population and what the highest stands for: as trained where the method has as many.</summary>
    (int Levels, double[] FullScale, bool Trained) Levels(Segment segment, IFullScales fullScales)
    {
        int usual = _options.Method.Levels(_options.Timesteps);
        if (TrainedLevels.Of(segment.Function!) is { } trained && trained.Levels <= usual)
        {
            double[] scales = new double[segment.Shape.Channels];
            scales.AsSpan().Fill(trained.FullScale);
            return (_options.Method.HasLevelsOfItsOwn ? trained.Levels : usual, scales, true);
        }

        return (usual, fullScales.Of(segment, usual), false);
    }

    /// <summary>The channel that a neuron's function has in the value that the function is applied to.</summary>
    static int FunctionChannel(Segment segment, int neuron)
    {
        int position = Math.DivRem(neuron, segment.Shape.Channels, out int channel);
        int index = (channel * segment.Shape.Height * segment.Shape.Width) + position;
        return index / (segment.FunctionShape.Height * segment.FunctionShape.Width);
    }

    ConvertedPopulation Readout(Segment segment, WeightQuantiser branches, float[] bias, BiasCorrection? correction)
    {
        double common = branches.Largest(segment.Shape.Channels).Max() / _options.WeightLimit;
        if (common <= 0)
        {
            throw new ModelException(
                _graph.File, $"node '{Printable.Name(segment.Name)}'", "all its weights are zero", "Check the model: its output does not depend on its input");
        }

        // One step for all classes, so that the decision is a comparison of integers.
        double[] step = new double[segment.Shape.Channels];
        step.AsSpan().Fill(common);
        var integers = new IntegerRange(_graph.File, segment.Name);
        IReadOnlyList<Projection> projections = branches.Round(step);
        double[] corrected = [.. bias.Select(value => (double)value)];
        corrected = correction?.Readout(segment, projections, corrected, step, integers) ?? corrected;
        (int[] units, int[] start) = integers.SplitBiases(corrected, step, _options.Timesteps);
        var population = new ReadoutPopulation(
            segment.Name, LinearMap.PopulationShape(segment.Shape), projections, units, start, common);
        return Described(segment, population, null, 0) with
        {
            Unrounded = new UnroundedLayer(branches.Maps, step, [], corrected, []),
        };
    }

    /// <summary>Where potentials would start if no bias were rounded.</summary>
    int[] Starts(NeuronPopulation population) => population is ConversionPopulation { Levels: not null }
        ? new int[population.Count]
        : [.. population.Parameters.Threshold.ToArray().Select((theta, i) => StartPotential.Of(Start, theta, population.Shape, i))];

    static ConvertedPopulation Described(Segment segment, Population population, double? thresholdBits, int pruned) =>
        new(population, segment.ValueName, segment.Shape, thresholdBits, pruned) { Clamp = segment.Clamp, Sign = segment.Sign };

    int[][] Encode(ReadOnlySpan<float> calibration, int samples)
    {
        int elements = _graph.InputShape.Count;
        int[][] encoded = new int[samples][];
        for (int s = 0; s < samples; s++)
        {
            int[] integers = new int[elements];
            for (int k = 0; k < elements; k++)
            {
                integers[_graph.InputShape.ToChannelsLast(k)] = _encoding.Encode(calibration[(s * elements) + k]);
            }

            encoded[s] = integers;
        }

        return encoded;
    }

    /// <summary>The middle one of log₂ of the units that one net count stands for, over the channels that can fire: log₂ Θ where there are thresholds.</summary>
    static double? MedianBits(NeuronPopulation population, double[] step)
    {
        double[] units = [.. step.Select((unit, c) => population.Amplitude[c] / unit).Where(count => count > 0).Order()];
        return units.Length == 0 ? null : Math.Log2(units[units.Length / 2]);
    }
}
