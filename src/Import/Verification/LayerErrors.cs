using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Verification;

/// <summary>How far a layer has been from ONNX Runtime so far.</summary>
sealed class LayerErrors(LayerGraph graph, Layer layer)
{
    // Of a stair, for a quantiser behind sums that ONNX Runtime takes in integers.
    const double InnerRounding = 1e-2;

    readonly ActivationFunction? _jumping =
        layer is ActivationLayer { Function: { IsContinuous: false } function } ? function : null;

    readonly Lock _lock = new();
    double _error;
    double _largest;

    /// <summary>Compares a chunk of samples.</summary>
    public void Compare(ReferenceValues references, int threads)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads };
        Parallel.For(0, references.Samples, options, sample =>
        {
            (double error, double largest) = Deviation(references, sample);
            lock (_lock)
            {
                _error = Math.Max(_error, error);
                _largest = Math.Max(_largest, largest);
            }
        });
    }

    /// <summary>The result over all chunks.</summary>
    public NodeError Result()
    {
        double relative = !double.IsFinite(_error) || !double.IsFinite(_largest) ? double.PositiveInfinity
            : _error == 0 ? 0
            : _largest > 0 ? Math.Min(_error / _largest, double.MaxValue) : _error;
        return new NodeError(layer.Name, layer.Output, _error, relative);
    }

    (double Error, double Largest) Deviation(ReferenceValues references, int sample)
    {
        if (references.Sample(layer.Output, sample) is not { } expected || references.Run(layer, sample) is not { } mine)
        {
            // Another size: wrong, however small the values are.
            return (double.MaxValue, 0);
        }

        float[]? argument = _jumping is null ? null : references.Sample(layer.Inputs[0], sample);
        int map = layer.OutputShape.Count / layer.OutputShape.Channels;
        double error = 0;
        double largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = argument is null
                ? Math.Abs((double)mine[i] - expected[i])
                : AcrossJump(argument[i], i / map, expected[i]);
            // Where ONNX Runtime's value is not finite there is nothing to compare with.
            error = !float.IsFinite(expected[i]) ? double.PositiveInfinity
                : Math.Max(error, double.IsFinite(difference) ? difference : double.MaxValue);
            largest = Math.Max(largest, Math.Abs((double)expected[i]));
        }

        return (error, largest);
    }

    // 0 where the expected value is reached within rounding of the argument.
    double AcrossJump(double x, int channel, double expected)
    {
        double blur = Blur(x);
        double low = _jumping!.Evaluate(x - blur, channel);
        double middle = _jumping.Evaluate(x, channel);
        double high = _jumping.Evaluate(x + blur, channel);
        return Math.Min(Math.Abs(middle - expected), Math.Min(Math.Abs(low - expected), Math.Abs(high - expected)));
    }

    // An inner value in front was summed in another order than ONNX Runtime did, from its largest terms.
    double Blur(double x)
    {
        double blur = _jumping!.Blur(x);
        return graph.ProducerOf(layer.Inputs[0]) is { IsInner: true } && _jumping is Staircase stairs
            ? blur + (InnerRounding * stairs.Step)
            : blur;
    }
}
