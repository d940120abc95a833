using Neuromorphic.Core.Randomness;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>
/// Mean and variance per channel of every value that follows a BatchNormalization: behind it they are its own β and γ²,
/// whatever the data. Behind activations and linear layers they are estimated for normal variables that are independent.
/// </summary>
sealed class ChannelStatistics
{
    readonly Dictionary<string, Moments> _values = [];

    /// <summary>The statistics of a network.</summary>
    public ChannelStatistics(LayerGraph graph)
    {
        foreach (Layer layer in graph.Layers)
        {
            Moments?[] inputs = [.. layer.Inputs.Select(Of)];
            if (Behind(layer, inputs) is { } moments)
            {
                _values.Add(layer.Output, moments);
            }
        }
    }

    /// <summary>The statistics of a value, or null where they are unknown.</summary>
    public Moments? Of(string value) => _values.GetValueOrDefault(value);

    static Moments? Behind(Layer layer, Moments?[] inputs)
    {
        if (layer is ScaleLayer { OutputMoments: { } known })
        {
            return new([.. known.Mean.Select(mean => (double)mean)], [.. known.Deviation.Select(deviation => (double)deviation * deviation)]);
        }

        if (inputs.Any(input => input is null))
        {
            return null;
        }

        Moments first = inputs[0]!;
        return layer switch
        {
            ScaleLayer scale when scale.Scale.Length == first.Mean.Length => new(
                [.. first.Mean.Select((mean, c) => (scale.Scale[c] * mean) + scale.Shift[c])],
                [.. first.Variance.Select((variance, c) => scale.Scale[c] * scale.Scale[c] * variance)]),
            ActivationLayer { Function: Rectifier } => first.Rectified(),
            ReshapeLayer or PadLayer or AveragePoolLayer or MaxPoolLayer => Expanded(first, layer.OutputShape),
            SumLayer sum => inputs.All(input => input!.Mean.Length == first.Mean.Length) ? Sum(sum, inputs) : null,
            ConcatLayer concat => Concat(concat, inputs),
            ConvolutionLayer convolution when convolution.InputShape.Channels == first.Mean.Length => Linear(
                first, convolution.Weights, convolution.OutputShape.Channels, convolution.Groups, convolution.Kernel.Height * convolution.Kernel.Width, convolution.Bias),
            DenseLayer dense when dense.InputShape.Count % first.Mean.Length == 0 => Linear(
                first, dense.Weights, dense.OutputShape.Channels, 1, dense.InputShape.Count / first.Mean.Length, dense.Bias),
            _ => null,
        };
    }

    /// <summary>Flattened, a channel's statistics are those of all its elements.</summary>
    static Moments? Expanded(Moments moments, TensorShape shape)
    {
        int channels = moments.Mean.Length;
        if (shape.Channels == channels)
        {
            return moments;
        }

        int repeats = shape.Channels / channels;
        return shape.Channels % channels != 0 ? null : new(
            [.. Enumerable.Range(0, shape.Channels).Select(c => moments.Mean[c / repeats])],
            [.. Enumerable.Range(0, shape.Channels).Select(c => moments.Variance[c / repeats])]);
    }

    static Moments Sum(SumLayer layer, Moments?[] inputs)
    {
        var sum = new Moments(new double[inputs[0]!.Mean.Length], new double[inputs[0]!.Mean.Length]);
        for (int k = 0; k < inputs.Length; k++)
        {
            for (int c = 0; c < sum.Mean.Length; c++)
            {
                sum.Mean[c] += layer.Factors[k] * inputs[k]!.Mean[c];
                sum.Variance[c] += layer.Factors[k] * layer.Factors[k] * inputs[k]!.Variance[c];
            }
        }

        return sum;
    }

    static Moments? Concat(ConcatLayer layer, Moments?[] inputs)
    {
        TensorShape to = layer.OutputShape;
        int plane = to.Height * to.Width;
        var moments = new Moments(new double[to.Channels], new double[to.Channels]);
        for (int k = 0; k < inputs.Length; k++)
        {
            TensorShape from = layer.InputShapes[k];
            if (from.Channels != inputs[k]!.Mean.Length || from.Height * from.Width != plane)
            {
                return null;
            }

            for (int c = 0; c < from.Channels; c++)
            {
                int channel = layer.Targets[k][c * plane] / plane;
                moments.Mean[channel] = inputs[k]!.Mean[c];
                moments.Variance[channel] = inputs[k]!.Variance[c];
            }
        }

        return moments;
    }

    static Moments Linear(Moments input, float[] weights, int outputs, int groups, int taps, float[]? bias)
    {
        int inGroup = input.Mean.Length / groups;
        var moments = new Moments(new double[outputs], new double[outputs]);
        for (int o = 0; o < outputs; o++)
        {
            int first = o / (outputs / groups) * inGroup;
            moments.Mean[o] = bias?[o] ?? 0;
            for (int k = 0; k < inGroup * taps; k++)
            {
                double weight = weights[(o * inGroup * taps) + k];
                moments.Mean[o] += weight * input.Mean[first + (k / taps)];
                moments.Variance[o] += weight * weight * input.Variance[first + (k / taps)];
            }
        }

        return moments;
    }
}

/// <summary>Mean and variance per channel.</summary>
/// <param name="Mean">Means.</param>
/// <param name="Variance">Variances, not negative.</param>
sealed record Moments(double[] Mean, double[] Variance)
{
    /// <summary>The moments of the positive part of normal variables.</summary>
    public Moments Rectified()
    {
        double[] means = new double[Mean.Length];
        double[] variances = new double[Mean.Length];
        for (int c = 0; c < means.Length; c++)
        {
            double deviation = Math.Sqrt(Variance[c]);
            if (deviation == 0)
            {
                means[c] = Math.Max(0, Mean[c]);
                continue;
            }

            double positive = StandardNormal.Beyond(-Mean[c] / deviation);
            double density = StandardNormal.Density(Mean[c] / deviation);
            means[c] = (Mean[c] * positive) + (deviation * density);
            double square = (((Mean[c] * Mean[c]) + Variance[c]) * positive) + (Mean[c] * deviation * density);
            variances[c] = Math.Max(0, square - (means[c] * means[c]));
        }

        return new(means, variances);
    }
}
