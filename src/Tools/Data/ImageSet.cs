namespace Neuromorphic.Tools.Data;

/// <summary>
/// Samples for a network, in the order sample, channel, row, column. A set without spatial structure (N,F) has
/// <see cref="Channels"/> = F and one row and column. 8-bit integers stay integers; everything else is held as float.
/// </summary>
public sealed class ImageSet
{
    readonly byte[] _integers;
    readonly float[] _floats;

    ImageSet(string name, ImageElement element, int samples, int channels, int height, int width, byte[] integers, float[] floats)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Name = name;
        Element = element;
        Samples = samples;
        Channels = channels;
        Height = height;
        Width = width;
        SampleLength = checked(channels * height * width);
        _integers = integers;
        _floats = floats;
        if (integers.Length + floats.Length < checked(samples * SampleLength))
        {
            throw new ArgumentException("Fewer values than the dimensions ask for.", nameof(samples));
        }
    }

    /// <summary>Where the set comes from, for messages: the file's path.</summary>
    public string Name { get; }

    /// <summary>How the values are stored.</summary>
    public ImageElement Element { get; }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Channels of a sample, or its features when it has no spatial structure.</summary>
    public int Channels { get; }

    /// <summary>Rows of a sample.</summary>
    public int Height { get; }

    /// <summary>Columns of a sample.</summary>
    public int Width { get; }

    /// <summary>Values per sample: channels × height × width.</summary>
    public int SampleLength { get; }

    /// <summary>Whether the stored values are 8-bit integers, so that <see cref="CopyIntegers"/> works.</summary>
    public bool IsInteger => Element is ImageElement.UnsignedByte or ImageElement.SignedByte;

    /// <summary>What a stored value is multiplied by to become the network's input, unless the user says otherwise.</summary>
    public double DefaultScale => Element == ImageElement.UnsignedByte ? 1.0 / 255.0 : 1.0;

    /// <summary>A set of unsigned 8-bit values.</summary>
    /// <param name="name">Where it comes from.</param>
    /// <param name="values">samples × channels × height × width values.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static ImageSet FromBytes(string name, byte[] values, int samples, int channels, int height, int width) =>
        new(name, ImageElement.UnsignedByte, samples, channels, height, width, values, []);

    /// <summary>A set of floating-point values.</summary>
    /// <param name="name">Where it comes from.</param>
    /// <param name="values">samples × channels × height × width values.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static ImageSet FromFloats(string name, float[] values, int samples, int channels, int height, int width) =>
        new(name, ImageElement.SinglePrecision, samples, channels, height, width, [], values);

    /// <summary>Writes a sample as the network's input: stored value × scale.</summary>
    /// <param name="sample">Which sample.</param>
    /// <param name="scale">The input scale; <see cref="DefaultScale"/> unless the user gave one.</param>
    /// <param name="destination">At least <see cref="SampleLength"/> long.</param>
    public void CopyScaled(int sample, double scale, Span<float> destination)
    {
        int start = Start(sample);
        Span<float> target = destination[..SampleLength];
        switch (Element)
        {
            case ImageElement.UnsignedByte:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = (float)(_integers[start + i] * scale);
                }

                break;
            case ImageElement.SignedByte:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = (float)((sbyte)_integers[start + i] * scale);
                }

                break;
            default:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = (float)(_floats[start + i] * scale);
                }

                break;
        }
    }

    /// <summary>Writes a sample's stored integers, unscaled.</summary>
    /// <param name="sample">Which sample.</param>
    /// <param name="destination">At least <see cref="SampleLength"/> long.</param>
    /// <exception cref="InvalidOperationException">The set holds floating-point values.</exception>
    public void CopyIntegers(int sample, Span<int> destination)
    {
        if (!IsInteger)
        {
            throw new InvalidOperationException($"{Name} holds {Element} values, not integers.");
        }

        int start = Start(sample);
        Span<int> target = destination[..SampleLength];
        bool signed = Element == ImageElement.SignedByte;
        for (int i = 0; i < target.Length; i++)
        {
            byte stored = _integers[start + i];
            target[i] = signed ? (sbyte)stored : stored;
        }
    }

    /// <summary>The first samples of the set, sharing its values.</summary>
    /// <param name="count">How many, from 1 to <see cref="Samples"/>.</param>
    /// <exception cref="UserErrorException">The set has fewer samples.</exception>
    public ImageSet Take(int count)
    {
        if (count > Samples)
        {
            throw new UserErrorException($"{Name}: {count} samples were asked for but the file holds {Samples}; give --samples {Samples} or less.");
        }

        return count == Samples ? this : new(Name, Element, count, Channels, Height, Width, _integers, _floats);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Samples} × {Channels}×{Height}×{Width} {Element}";

    internal static ImageSet FromStored(string name, ImageElement element, int samples, int channels, int height, int width, byte[] integers, float[] floats) =>
        new(name, element, samples, channels, height, width, integers, floats);

    int Start(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Samples);
        return sample * SampleLength;
    }
}
