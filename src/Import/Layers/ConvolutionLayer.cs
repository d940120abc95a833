namespace Neuromorphic.Import.Layers;

/// <summary>A convolution over rows and columns (ONNX Conv; one over a sequence has height 1).</summary>
public sealed record ConvolutionLayer : Layer
{
    /// <summary>Weights [output channel][input channel of the group][kernel row][kernel column], all finite.</summary>
    public required float[] Weights { get; init; }

    /// <summary>Bias per output channel, finite; null where the node has none.</summary>
    public required float[]? Bias { get; init; }

    /// <summary>Kernel size.</summary>
    public required Extent Kernel { get; init; }

    /// <summary>Strides.</summary>
    public required Extent Strides { get; init; }

    /// <summary>Distance between neighbouring taps; 1 without dilation.</summary>
    public required Extent Dilations { get; init; }

    /// <summary>Zeros around the input.</summary>
    public required Padding Pads { get; init; }

    /// <summary>Groups; divides the input and output channels.</summary>
    public required int Groups { get; init; }

    /// <inheritdoc/>
    public override long Macs => (long)OutputShape.Height * OutputShape.Width * Weights.Length;

    /// <summary>Products of <see cref="Macs"/> whose input exists: those with padding left out.</summary>
    public long MacsInside => (long)Inside(
            InputShape.Height, OutputShape.Height, Kernel.Height, Strides.Height, Pads.Top, Dilations.Height)
        * Inside(InputShape.Width, OutputShape.Width, Kernel.Width, Strides.Width, Pads.Left, Dilations.Width)
        * (Weights.Length / ((long)Kernel.Height * Kernel.Width));

    /// <inheritdoc/>
    public override long Parameters => Weights.Length + (Bias?.Length ?? 0);

    /// <summary>Pairs of output and kernel tap along one axis that lie on the input.</summary>
    static int Inside(int input, int output, int kernel, int stride, int before, int dilation)
    {
        int pairs = 0;
        for (int o = 0; o < output; o++)
        {
            for (int tap = 0; tap < kernel; tap++)
            {
                int at = (o * stride) - before + (tap * dilation);
                pairs += at >= 0 && at < input ? 1 : 0;
            }
        }

        return pairs;
    }
}
