using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion;

/// <summary>Sums per channel of a value of the trained network over calibration samples.</summary>
/// <param name="shape">The shape of the value.</param>
/// <param name="samples">Number of samples, from the first, that are summed up.</param>
sealed class ChannelSums(TensorShape shape, int samples)
{
    readonly double[] _sums = new double[shape.Channels];

    /// <summary>The sum of a channel.</summary>
    public double this[int channel] => _sums[channel];

    /// <summary>Adds the value of one sample.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="elements">Its elements in C,H,W order.</param>
    public void Add(int sample, ReadOnlySpan<float> elements)
    {
        if (sample >= samples)
        {
            return;
        }

        int plane = shape.Height * shape.Width;
        for (int c = 0; c < _sums.Length; c++)
        {
            foreach (float element in elements.Slice(c * plane, plane))
            {
                _sums[c] += element;
            }
        }
    }
}
