using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Turns a lowered network into an integer spiking network: soft-reset integrate-and-fire neurons that start around
/// half a threshold, thresholds chosen per channel for the number of timesteps, weights of few bits.
/// </summary>
/// <remarks>
/// Per target channel i and source j: G = weight × amplitude of one spike of j; one integer unit δ = max|G| / limit;
/// integers W = round(G / δ), B = round(bias / δ), Θ = round(θ / δ). The amplitude that the next population sees is Θ·δ,
/// what the rounding really gave, so rounding Θ costs nothing in the mean; what rounding B loses over T steps is put
/// into the start value. Then each population runs on calibration data with the spikes it will really get, and what its
/// channels lack in the mean is added to their biases (Li et al. 2021, SNNC, "light").
/// </remarks>
public sealed class Converter
{
    readonly LayerGraph _graph;
    readonly InputEncoding _encoding;
    readonly ConversionOptions _options;
    readonly IReadOnlyList<Segment> _segments;

    /// <summary>Prepares the conversion of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="encoding">How its inputs become integers.</param>
    /// <param name="options">Timesteps and weight bits.</param>
    /// <exception cref="ModelException">A layer stands where it has no spiking counterpart.</exception>
    public Converter(LayerGraph graph, InputEncoding encoding, ConversionOptions options)
    {
        options.Validate();
        _graph = graph;
        _encoding = encoding;
        _options = options;
        _segments = Segment.Cut(graph);
    }

    /// <summary>Converts, with thresholds from calibration data that ONNX Runtime runs.</summary>
    /// <param name="twin">The model in ONNX Runtime.</param>
    /// <param name="calibration">Calibration samples one behind the other, in ONNX's order.</param>
    /// <param name="samples">Number of calibration samples, at least 1.</param>
    /// <exception cref="ModelException">
    /// The network is never active, or 32 bits cannot be proven to hold its potentials.
    /// </exception>
    public ConvertedNetwork Convert(OnnxRuntimeTwin twin, ReadOnlySpan<float> calibration, int samples)
    {
        int largest = _segments.Max(segment => segment.Shape.Count);
        int corrected = CalibrationRun.AffordableSamples(samples, _options.Timesteps, largest);
        Dictionary<Segment, ActivationSamples> activations = Collect(twin, calibration, samples, corrected);
        using var run = new CalibrationRun(Encode(calibration, corrected), _options.Timesteps);
        var populations = new List<Population>();
        var converted = new List<ConvertedPopulation>();
        var input = new InputPopulation(
            _graph.InputName, LinearComposer.ToShape(_graph.InputShape), _encoding.Step, _encoding.Minimum, _encoding.Maximum);
        populations.Add(input);
        TensorShape sourceShape = _graph.InputShape;
        foreach (Segment segment in _segments)
        {
            Population source = populations[^1];
            ConvertedPopulation next = segment.End switch
            {
                SegmentEnd.MaxPool => Pool(segment, source, sourceShape),
                SegmentEnd.Neurons => Neurons(segment, source, sourceShape, activations[segment], run),
                _ => Readout(segment, source, sourceShape),
            };
            if (next.Population is MaxPoolPopulation)
            {
                run.Run(next.Population);
            }

            run.Accept();
            populations.Add(next.Population);
            converted.Add(next);
            sourceShape = segment.Shape;
        }

        var network = new SpikingNetwork(populations);
        IReadOnlyList<PotentialRange> ranges = PotentialRange.Prove(network, _options.Timesteps);
        RequireFit(ranges);
        return new ConvertedNetwork(network, converted, ranges);
    }

    Dictionary<Segment, ActivationSamples> Collect(OnnxRuntimeTwin twin, ReadOnlySpan<float> calibration, int samples, int corrected)
    {
        Dictionary<string, (Segment Segment, ActivationSamples Samples)> byValue = _segments
            .Where(segment => segment.End == SegmentEnd.Neurons)
            .ToDictionary(segment => segment.ValueName, segment => (segment, new ActivationSamples(segment.Shape, samples, corrected)));
        if (byValue.Count > 0)
        {
            twin.RunWithValues(calibration, samples, [.. byValue.Keys], (first, count, value, elements) =>
            {
                int width = elements.Length / count;
                for (int k = 0; k < count; k++)
                {
                    byValue[value].Samples.Add(first + k, elements.Slice(k * width, width));
                }
            });
        }

        return byValue.Values.ToDictionary(pair => pair.Segment, pair => pair.Samples);
    }

    static ConvertedPopulation Pool(Segment segment, Population source, TensorShape sourceShape)
    {
        MaxPoolLayer pool = segment.Pool!;
        var rows = new SlidingWindow(
            sourceShape.Height, segment.Shape.Height, pool.Kernel.Height, pool.Strides.Height, pool.Pads.Top, pool.Dilations.Height);
        var columns = new SlidingWindow(
            sourceShape.Width, segment.Shape.Width, pool.Kernel.Width, pool.Strides.Width, pool.Pads.Left, pool.Dilations.Width);
        var windows = new WindowSynapses(source.Shape, rows, columns);
        ReadOnlySpan<double> from = AmplitudeOf(source);
        double[] amplitude = new double[windows.Target.Count];
        for (int i = 0; i < amplitude.Length; i++)
        {
            // All neurons of a channel share an amplitude.
            amplitude[i] = from[i % windows.Target.Channels];
        }

        var population = new MaxPoolPopulation(segment.Name, source, windows, amplitude);
        return new(population, segment.ValueName, segment.Shape, null, 0);
    }

    ConvertedPopulation Neurons(
        Segment segment, Population source, TensorShape sourceShape, ActivationSamples activations, CalibrationRun run)
    {
        double[] thresholds = Thresholds(activations);
        if (thresholds.All(theta => theta == 0))
        {
            throw new ModelException(
                _graph.File,
                $"value '{Printable.Name(segment.ValueName)}'",
                "no neuron of it is ever active on the calibration data",
                "Check the data and --input-scale, or give other calibration data");
        }

        LinearMap map = LinearComposer.Compose(segment.Linear, sourceShape, segment.Shape, uniformChannels: true);
        double[] step = Steps(map, AmplitudeOf(source), thresholds);
        SynapseGroup synapses = map.Quantise(AmplitudeOf(source), step, _options.WeightLimit);
        int[] theta = [.. thresholds.Select((threshold, c) =>
            threshold == 0 ? NeuronParameters.NeverFires : ToInt(Math.Max(1, Math.Round(threshold / step[c])), segment))];
        float[] bias = BiasOf(segment, sourceShape);
        double[] correction = new double[map.Target.Channels];
        NeuronPopulation population = Build();
        for (int round = 0; round < _options.BiasCorrections && run.Samples > 0; round++)
        {
            AddMeanError(correction, run.Run(population), activations, population, run.Samples);
            population = Build();
        }

        run.Run(population);
        int plane = map.Target.Height * map.Target.Width;
        return new(population, segment.ValueName, segment.Shape, MedianBits(theta), thresholds.Count(t => t == 0) * plane)
        {
            Unrounded = new(
                map,
                AmplitudeOf(source),
                step,
                thresholds,
                [.. bias.Select((b, i) => b + correction[i % correction.Length])],
                [.. bias.Select((_, i) => StartPotential.Of(theta[i % theta.Length], map.Target, i))]),
        };

        NeuronPopulation<IntegrateAndFire> Build()
        {
            int count = map.Target.Count;
            int[] threshold = new int[count];
            int[] biasUnits = new int[count];
            int[] start = new int[count];
            double[] amplitude = new double[count];
            for (int i = 0; i < count; i++)
            {
                int c = i % map.Target.Channels;
                threshold[i] = theta[c];
                if (theta[c] != NeuronParameters.NeverFires)
                {
                    amplitude[i] = theta[c] * step[c];
                    (biasUnits[i], int remainder) = SplitBias((bias[i] + correction[c]) / step[c], segment);
                    start[i] = StartPotential.Of(theta[c], map.Target, i) + remainder;
                }
            }

            return new(
                segment.Name,
                map.Target,
                [new Projection(source, synapses)],
                default,
                new NeuronParameters(threshold, biasUnits, start),
                amplitude);
        }
    }

    /// <summary>Adds to each channel's bias what its mean activation lacks over the calibration samples.</summary>
    void AddMeanError(
        double[] correction, long[] spikes, ActivationSamples activations, NeuronPopulation population, int samples)
    {
        double values = (double)samples * population.Shape.Height * population.Shape.Width;
        for (int c = 0; c < correction.Length; c++)
        {
            double rate = spikes[c] * population.Amplitude[c] / _options.Timesteps;
            correction[c] += (activations.Sum(c) - rate) / values;
        }
    }

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

    ConvertedPopulation Readout(Segment segment, Population source, TensorShape sourceShape)
    {
        LinearMap map = LinearComposer.Compose(segment.Linear, sourceShape, segment.Shape, uniformChannels: true);
        double[] largest = Largest(map, AmplitudeOf(source));
        double common = largest.Max() / _options.WeightLimit;
        if (common <= 0)
        {
            throw new ModelException(
                _graph.File, $"node '{Printable.Name(segment.Name)}'", "all its weights are zero", "Check the model: its output does not depend on its input");
        }

        // One step for all classes, so that the decision is a comparison of integers.
        double[] step = new double[map.Target.Channels];
        step.AsSpan().Fill(common);
        SynapseGroup synapses = map.Quantise(AmplitudeOf(source), step, _options.WeightLimit);
        float[] bias = BiasOf(segment, sourceShape);
        int[] biasUnits = new int[map.Target.Count];
        int[] start = new int[map.Target.Count];
        for (int i = 0; i < bias.Length; i++)
        {
            (biasUnits[i], start[i]) = SplitBias(bias[i] / common, segment);
        }

        var population = new ReadoutPopulation(segment.Name, map.Target, [new Projection(source, synapses)], biasUnits, start, common);
        return new(population, segment.ValueName, segment.Shape, null, 0)
        {
            Unrounded = new(map, AmplitudeOf(source), step, [], [.. bias.Select(b => (double)b)], []),
        };
    }

    static float[] BiasOf(Segment segment, TensorShape sourceShape) =>
        segment.Shape.ToChannelsLast<float>(LinearComposer.ZeroResponse(segment.Linear, sourceShape));

    /// <summary>Thresholds per channel; 0 for a channel that is never active.</summary>
    double[] Thresholds(ActivationSamples activations)
    {
        double[] thresholds = new double[activations.Channels];
        Parallel.For(0, thresholds.Length, c => thresholds[c] = ThresholdSearch.Find(activations, c, _options.Timesteps));
        return thresholds;
    }

    /// <summary>One integer unit per target channel: the largest weight fills the integer range.</summary>
    double[] Steps(LinearMap map, ReadOnlySpan<double> amplitude, double[] thresholds)
    {
        // A channel without any weight still has a bias; this resolves it well.
        const double UnitsPerThreshold = 1024;
        double[] step = Largest(map, amplitude);
        for (int c = 0; c < step.Length; c++)
        {
            step[c] = step[c] > 0 ? step[c] / _options.WeightLimit
                : thresholds[c] > 0 ? thresholds[c] / UnitsPerThreshold
                : 1;
        }

        return step;
    }

    static double[] Largest(LinearMap map, ReadOnlySpan<double> amplitude)
    {
        double[] largest = new double[map.Target.Channels];
        map.VisitMagnitudes(amplitude, (c, magnitude) => largest[c] = Math.Max(largest[c], magnitude));
        return largest;
    }

    /// <summary>A bias per step, and what rounding it loses over all steps.</summary>
    (int Bias, int Remainder) SplitBias(double units, Segment segment)
    {
        int bias = ToInt(Math.Round(units, MidpointRounding.ToEven), segment);
        return (bias, (int)Math.Round((units - bias) * _options.Timesteps, MidpointRounding.ToEven));
    }

    int ToInt(double units, Segment segment) => Math.Abs(units) < int.MaxValue
        ? (int)units
        : throw new ModelException(
            _graph.File,
            $"node '{Printable.Name(segment.Name)}'",
            "a bias or threshold is more than 2³¹ times its smallest weight step",
            "Use fewer weight bits (--weight-bits), or check the model's weights");

    void RequireFit(IReadOnlyList<PotentialRange> ranges)
    {
        PotentialRange? worst = ranges.FirstOrDefault(range => !range.Fits);
        if (worst is not null)
        {
            throw new ModelException(
                _graph.File,
                $"node '{Printable.Name(worst.Population.Name)}'",
                $"its potentials could reach {Math.Max(worst.TotalMaximum, -worst.Minimum):N0} over {_options.Timesteps} timesteps, which 32 bits do not hold",
                "Use fewer timesteps (--timesteps) or weight bits (--weight-bits)");
        }
    }

    static double MedianBits(int[] theta)
    {
        int[] firing = [.. theta.Where(t => t != NeuronParameters.NeverFires).Order()];
        return Math.Log2(firing[firing.Length / 2]);
    }

    /// <summary>Per unit what one spike per timestep stands for; for the input what one integer unit stands for.</summary>
    static ReadOnlySpan<double> AmplitudeOf(Population population) => population switch
    {
        NeuronPopulation neurons => neurons.Amplitude,
        MaxPoolPopulation pool => pool.Amplitude,
        InputPopulation input => Enumerable.Repeat(input.Step, input.Count).ToArray(),
        _ => throw new InvalidOperationException($"'{population.Name}' sends nothing"),
    };
}
