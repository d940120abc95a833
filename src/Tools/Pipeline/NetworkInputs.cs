using Neuromorphic.Emulator.Runs;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Layers;
using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Images as a network takes them: as floats for ONNX Runtime, as integers for the spiking network.</summary>
sealed class NetworkInputs : IInputSource
{
    /// <summary>Floats that are held at once when all samples are walked.</summary>
    const int ChunkElements = 4 << 20;

    readonly ImageSet _images;
    readonly double _scale;
    readonly TensorShape _shape;
    readonly InputEncoding _encoding;

    /// <summary>Images for a network.</summary>
    /// <param name="images">The images; as many values per sample as the network's input.</param>
    /// <param name="scale">Network input = stored value × scale.</param>
    /// <param name="shape">Shape of the network's input.</param>
    /// <param name="encoding">How inputs become integers.</param>
    public NetworkInputs(ImageSet images, double scale, TensorShape shape, InputEncoding encoding)
    {
        _images = images;
        _scale = scale;
        _shape = shape;
        _encoding = encoding;
    }

    /// <inheritdoc/>
    public int Count => _images.Samples;

    /// <summary>Values per sample.</summary>
    public int Elements => _images.SampleLength;

    /// <summary>How these images become integers: stored bytes as they are, floats in 256 levels over the calibration's range.</summary>
    public static InputEncoding EncodingFor(ImageSet images, double scale, ReadOnlySpan<float> calibration) => images.Element switch
    {
        ImageElement.UnsignedByte => InputEncoding.UnsignedBytes(scale),
        ImageElement.SignedByte => InputEncoding.SignedBytes(scale),
        _ => InputEncoding.Fit(calibration),
    };

    /// <summary>The first samples as floats, one behind the other.</summary>
    public static float[] Floats(ImageSet images, double scale, int first, int samples)
    {
        float[] batch = new float[checked(samples * images.SampleLength)];
        for (int k = 0; k < samples; k++)
        {
            images.CopyScaled(first + k, scale, batch.AsSpan(k * images.SampleLength));
        }

        return batch;
    }

    /// <summary>Walks all samples as floats, in chunks: first sample, number of samples, values.</summary>
    public void ForEachChunk(Action<int, int, float[]> visit)
    {
        int size = Math.Max(1, ChunkElements / Elements);
        for (int first = 0; first < Count; first += size)
        {
            int samples = Math.Min(size, Count - first);
            visit(first, samples, Floats(_images, _scale, first, samples));
        }
    }

    /// <summary>A sample's integers, channels last.</summary>
    public int[] Integers(int sample)
    {
        int[] integers = new int[Elements];
        Copy(sample, integers);
        return integers;
    }

    /// <inheritdoc/>
    public void Copy(int sample, Span<int> destination)
    {
        int[] ordered = new int[Elements];
        if (_images.IsInteger)
        {
            _images.CopyIntegers(sample, ordered);
        }
        else
        {
            float[] values = new float[Elements];
            _images.CopyScaled(sample, _scale, values);
            for (int k = 0; k < values.Length; k++)
            {
                ordered[k] = _encoding.Encode(values[k]);
            }
        }

        _shape.ToChannelsLast<int>(ordered).CopyTo(destination);
    }
}
