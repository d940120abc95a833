using Neuromorphic.Core.Randomness;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>
/// Activations of a population, per channel, from calibration data: a deterministic random sample of them, and the
/// largest. What thresholds are chosen from. Of activations with signs the magnitudes are looked at.
/// </summary>
public sealed class ActivationSamples
{
    /// <summary>Values looked at per channel; more would cost time without moving the thresholds.</summary>
    const int PerChannel = 8192;

    readonly List<float>[] _values;
    readonly float[] _largest;
    readonly double[] _sum;
    readonly long[] _positive;
    readonly long _perChannel;
    readonly int _summedSamples;
    readonly int _plane;
    readonly long _stride;
    readonly bool _hasSigns;

    /// <summary>Prepares for a number of samples of a value.</summary>
    /// <param name="shape">Shape of the value.</param>
    /// <param name="samples">Number of samples that will be added.</param>
    /// <param name="summedSamples">Number of samples, from the first, whose activations are summed up.</param>
    /// <param name="hasSigns">Whether negative activations count by their magnitude; otherwise they count as zero.</param>
    public ActivationSamples(TensorShape shape, int samples, int summedSamples, bool hasSigns = false)
    {
        _hasSigns = hasSigns;
        _plane = shape.Height * shape.Width;
        _stride = (((long)_plane * samples) + PerChannel - 1) / PerChannel;
        _largest = new float[shape.Channels];
        _sum = new double[shape.Channels];
        _positive = new long[shape.Channels];
        _perChannel = (long)_plane * samples;
        _summedSamples = summedSamples;
        _values = new List<float>[shape.Channels];
        for (int c = 0; c < _values.Length; c++)
        {
            _values[c] = [];
        }
    }

    /// <summary>Number of channels.</summary>
    public int Channels => _values.Length;

    /// <summary>The largest activation of a channel, or magnitude; 0 if there was none.</summary>
    public float Largest(int channel) => _largest[channel];

    /// <summary>Sum of a channel's activations over the samples that are summed up.</summary>
    public double Sum(int channel) => _sum[channel];

    /// <summary>Share of a channel's activations that count.</summary>
    public double PositiveShare(int channel) => (double)_positive[channel] / _perChannel;

    /// <summary>Sampled activations of a channel that count, or their magnitudes.</summary>
    public IReadOnlyList<float> Values(int channel) => _values[channel];

    /// <summary>Adds the value of one sample.</summary>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="elements">Its elements in C,H,W order.</param>
    public void Add(int sample, ReadOnlySpan<float> elements)
    {
        for (int c = 0; c < _values.Length; c++)
        {
            ReadOnlySpan<float> map = elements.Slice(c * _plane, _plane);
            for (int k = 0; k < map.Length; k++)
            {
                float value = _hasSigns ? Math.Abs(map[k]) : map[k];
                if (value > 0)
                {
                    _largest[c] = Math.Max(_largest[c], value);
                    _positive[c]++;
                    _sum[c] += sample < _summedSamples ? map[k] : 0;
                    // Mixed positions, so that no stride of the image is favoured.
                    if (_stride == 1 || CounterHash.Mix(((ulong)sample * (ulong)_plane) + (ulong)k) % (ulong)_stride == 0)
                    {
                        _values[c].Add(value);
                    }
                }
            }
        }
    }
}
