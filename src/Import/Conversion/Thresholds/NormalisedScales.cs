using Neuromorphic.Core.Randomness;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>Full scales from the statistics that BatchNormalization gives the values in front of the activations.</summary>
sealed class NormalisedScales : IFullScales
{
    readonly NetworkCut _cut;
    readonly InputEncoding _encoding;
    readonly ChannelStatistics _statistics;

    /// <summary>Full scales of a network.</summary>
    public NormalisedScales(NetworkCut cut, InputEncoding encoding)
    {
        _encoding = encoding;
        _cut = cut;
        _statistics = new ChannelStatistics(cut.Graph);
    }

    /// <inheritdoc/>
    public double[] Of(Segment segment, int levels)
    {
        if (segment.Input == _cut.Graph.InputName)
        {
            // The range of the network's input is known.
            double largest = _encoding.Step * Math.Max(0, segment.Sign > 0 ? _encoding.Maximum : -_encoding.Minimum);
            return [.. Enumerable.Repeat(Math.Min(largest, segment.LargestMagnitude), segment.Shape.Channels)];
        }

        if (_statistics.Of(segment.Input) is not { } statistics || statistics.Mean.Length != segment.Shape.Channels)
        {
            throw new ModelException(
                _cut.File,
                $"value '{Printable.Name(segment.Input)}'",
                $"no BatchNormalization says how it is distributed, which thresholds of '{_cut.Graph.ProducerOf(segment.Input)?.Operator ?? "the input"}' need without data",
                "Use another --threshold with calibration data, or export the model without folding its BatchNormalization");
        }

        double[] scales = new double[statistics.Mean.Length];
        Parallel.For(0, scales.Length, c =>
        {
            double deviation = Math.Sqrt(statistics.Variance[c]);
            double scale = segment.Function is Rectifier
                ? GaussianThreshold.Of(statistics.Mean[c], deviation, levels)
                : OfQuantiles(segment, c, statistics.Mean[c], deviation, levels);
            scales[c] = Math.Min(scale, segment.LargestMagnitude);
        });
        return scales;
    }

    /// <summary>The scale of least squared error for what a function makes of evenly spread quantiles of a normal variable.</summary>
    static double OfQuantiles(Segment segment, int channel, double mean, double deviation, int levels)
    {
        const int Quantiles = 1024;
        float[] values = new float[Quantiles];
        for (int k = 0; k < Quantiles; k++)
        {
            double value = segment.Function!.Evaluate(mean + (deviation * StandardNormal.Quantile((k + 0.5) / Quantiles)), channel);
            values[k] = double.IsFinite(value) ? (float)value : 0;
        }

        var samples = new ActivationSamples(new TensorShape(1, 1, Quantiles), 1, 1, hasSigns: true);
        samples.Add(0, values);
        return new LeastErrorThreshold().Of(samples, 0, levels);
    }
}
