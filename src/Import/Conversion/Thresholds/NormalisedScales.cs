using Neuromorphic.Import.Conversion.Cut;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>Full scales from the statistics that BatchNormalization gives the values in front of the activations.</summary>
sealed class NormalisedScales : IFullScales
{
    readonly NetworkCut _cut;
    readonly int _timesteps;
    readonly InputEncoding _encoding;
    readonly ChannelStatistics _statistics;

    /// <summary>Full scales of a network.</summary>
    public NormalisedScales(NetworkCut cut, InputEncoding encoding, int timesteps)
    {
        _encoding = encoding;
        _cut = cut;
        _timesteps = timesteps;
        _statistics = new ChannelStatistics(cut.Graph);
    }

    /// <inheritdoc/>
    public double[] Of(Segment segment)
    {
        if (segment.Input == _cut.Graph.InputName)
        {
            // The range of the network's input is known.
            double largest = _encoding.Step * Math.Max(0, segment.Sign > 0 ? _encoding.Maximum : -_encoding.Minimum);
            return [.. Enumerable.Repeat(Math.Min(largest, segment.Maximum), segment.Shape.Channels)];
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
        Parallel.For(0, scales.Length, c => scales[c] = Math.Min(
            GaussianThreshold.Of(statistics.Mean[c], Math.Sqrt(statistics.Variance[c]), _timesteps), segment.Maximum));
        return scales;
    }
}
