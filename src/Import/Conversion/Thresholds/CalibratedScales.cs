using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>Full scales from the activations of calibration samples in ONNX Runtime.</summary>
sealed class CalibratedScales : IFullScales
{
    readonly ThresholdRule _rule;
    readonly string _file;
    readonly Dictionary<Segment, ActivationSamples> _activations = [];
    readonly Dictionary<Segment, ChannelSums> _integrated = [];

    /// <summary>Runs the samples.</summary>
    /// <param name="cut">The network, cut.</param>
    /// <param name="options">The rule.</param>
    /// <param name="twin">The model in ONNX Runtime.</param>
    /// <param name="calibration">The samples one behind the other.</param>
    /// <param name="samples">Their number.</param>
    /// <param name="summed">Number of samples, from the first, whose activations are summed up.</param>
    public CalibratedScales(
        NetworkCut cut, ConversionOptions options, OnnxRuntimeTwin twin, ReadOnlySpan<float> calibration, int samples, int summed)
    {
        _rule = options.Threshold;
        _file = cut.File;
        foreach (Segment segment in cut.Segments.Where(segment => segment.End == SegmentEnd.Neurons))
        {
            _activations.Add(segment, new ActivationSamples(segment.Shape, samples, summed, hasSigns: !segment.IsRectified));
        }

        // What stands inside of a node is in no file, so ONNX Runtime does not show it.
        foreach (Segment segment in cut.Segments.Where(segment =>
            BiasCorrection.IsInFront(segment) && cut.Graph.ProducerOf(segment.Input) is not { IsInner: true }))
        {
            _integrated.Add(segment, new ChannelSums(segment.Shape, summed));
        }

        ILookup<string, Segment> byValue = _activations.Keys.ToLookup(segment => segment.ValueName);
        ILookup<string, Segment> byInput = _integrated.Keys.ToLookup(segment => segment.Input);
        string[] values = [.. byValue.Select(group => group.Key).Union(byInput.Select(group => group.Key))];
        float[] activation = [];
        ActivationObserver.Run(twin, cut.Graph.InputName, calibration, samples, values, (first, count, value, elements) =>
        {
            int width = elements.Length / count;
            foreach (Segment segment in byInput[value])
            {
                for (int k = 0; k < count; k++)
                {
                    _integrated[segment].Add(first + k, elements.Slice(k * width, width));
                }
            }

            foreach (Segment segment in byValue[value])
            {
                for (int k = 0; k < count; k++)
                {
                    ReadOnlySpan<float> sample = elements.Slice(k * width, width);
                    if (segment.Clamp is { } clamp)
                    {
                        Array.Resize(ref activation, width);
                        for (int i = 0; i < width; i++)
                        {
                            activation[i] = (float)clamp.Evaluate(segment.Sign * sample[i], 0);
                        }

                        sample = activation;
                    }

                    _activations[segment].Add(first + k, sample);
                }
            }
        });
    }

    /// <summary>The activations of a population on the calibration data.</summary>
    public ActivationSamples ActivationsOf(Segment segment) => _activations[segment];

    /// <summary>What a population integrates on the calibration data; null where ONNX Runtime does not show it.</summary>
    public ChannelSums? IntegratedBy(Segment segment) => _integrated.GetValueOrDefault(segment);

    /// <inheritdoc/>
    public double[] Of(Segment segment, int levels)
    {
        ActivationSamples activations = _activations[segment];
        double[] scales = new double[activations.Channels];
        Parallel.For(0, scales.Length, c => scales[c] = Math.Min(_rule.Of(activations, c, levels), segment.LargestMagnitude));
        return scales.Any(scale => scale > 0)
            ? scales
            : throw new ModelException(
                _file,
                $"value '{Printable.Name(segment.ValueName)}'",
                "no neuron of it is ever active on the calibration data",
                "Check the data and --input-scale, or give other calibration data");
    }
}
