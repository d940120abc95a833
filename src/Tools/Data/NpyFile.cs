using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Neuromorphic.Tools.Data;

/// <summary>
/// Reads NumPy's NPY files, versions 1 to 3, C or Fortran order, either byte order. Files are not trusted: whatever is
/// wrong with one is a <see cref="UserErrorException"/> that names it, before anything is allocated for its values.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads images: u1, i1, f4 or f8, of shape N,C,H,W or N,H,W or N,F.</summary>
    /// <param name="path">The file.</param>
    public static ImageSet ReadImages(string path) => Open(path, ReadImages);

    /// <summary>Reads images from a seekable stream.</summary>
    /// <param name="stream">The stream, at its beginning.</param>
    /// <param name="name">What messages call it.</param>
    public static ImageSet ReadImages(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = NpyHeader.Read(stream, name);
        ImageElement element = header.TypeName switch
        {
            "u1" => ImageElement.UnsignedByte,
            "i1" => ImageElement.SignedByte,
            "f4" => ImageElement.SinglePrecision,
            "f8" => ImageElement.DoublePrecision,
            _ => throw NpyHeader.Bad(name, $"its element type is '{header.TypeName}'; images are u1, i1, f4 or f8, so convert with array.astype('float32')"),
        };
        (int samples, int channels, int height, int width) = header.Shape switch
        {
            [long n, long f] => ((int)n, (int)f, 1, 1),
            [long n, long h, long w] => ((int)n, 1, (int)h, (int)w),
            [long n, long c, long h, long w] => ((int)n, (int)c, (int)h, (int)w),
            _ => throw NpyHeader.Bad(name, $"its shape ({string.Join(", ", header.Shape)}) is not one of N,C,H,W or N,H,W or N,F; reshape the array and save again"),
        };
        header = header.WithCheckedLength(stream.Length, name);
        if (element is ImageElement.UnsignedByte or ImageElement.SignedByte)
        {
            byte[] integers = new byte[header.Count];
            Fill(stream, integers, name);
            return ImageSet.FromStored(name, element, samples, channels, height, width, InRowOrder(integers, header), []);
        }

        float[] floats = InRowOrder(ReadFloats(stream, header, name), header);
        int wrong = Array.FindIndex(floats, value => !float.IsFinite(value));
        if (wrong >= 0)
        {
            int length = channels * height * width;
            throw NpyHeader.Bad(name, $"value {wrong % length} of sample {wrong / length} is not a finite 32-bit number; clean the data and save again");
        }

        return ImageSet.FromStored(name, element, samples, channels, height, width, [], floats);
    }

    /// <summary>Reads labels: any integer type, of shape N or N,1.</summary>
    /// <param name="path">The file.</param>
    public static LabelSet ReadLabels(string path) => Open(path, ReadLabels);

    /// <summary>Reads labels from a seekable stream.</summary>
    /// <param name="stream">The stream, at its beginning.</param>
    /// <param name="name">What messages call it.</param>
    public static LabelSet ReadLabels(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NpyHeader header = NpyHeader.Read(stream, name);
        if (header.TypeName is not ("u1" or "u2" or "u4" or "u8" or "i1" or "i2" or "i4" or "i8"))
        {
            throw NpyHeader.Bad(name, $"its element type is '{header.TypeName}'; labels are whole numbers, so convert with array.astype('int64')");
        }

        if (header.Shape is not ([_] or [_, 1]))
        {
            throw NpyHeader.Bad(name, $"its shape ({string.Join(", ", header.Shape)}) is not N; labels are one class number per sample, so take array.argmax(axis=1) of one-hot rows");
        }

        header = header.WithCheckedLength(stream.Length, name);
        int[] labels = new int[header.Count];
        byte[] raw = new byte[header.Size];
        for (int i = 0; i < labels.Length; i++)
        {
            Fill(stream, raw, name);
            Int128 value = ReadInteger(raw, header);
            if (value < 0)
            {
                throw NpyHeader.Bad(name, $"label {value} of sample {i} is negative; labels count from 0");
            }

            if (value > int.MaxValue)
            {
                throw NpyHeader.Bad(name, $"label {value} of sample {i} is far above any number of classes");
            }

            labels[i] = (int)value;
        }

        return new LabelSet(name, labels);
    }

    static T Open<T>(string path, Func<Stream, string, T> read)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return read(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserErrorException($"{path} cannot be read: {exception.Message}", exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw new UserErrorException($"{path} cannot be read: it does not fit in this machine's memory; split the file.", exception);
        }
    }

    static void Fill(Stream stream, Span<byte> destination, string name)
    {
        if (stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) < destination.Length)
        {
            throw NpyHeader.Bad(name, "it ended while being read");
        }
    }

    static float[] ReadFloats(Stream stream, NpyHeader header, string name)
    {
        float[] values = new float[header.Count];
        if (header.Size == sizeof(float))
        {
            Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
            Fill(stream, bytes, name);
            if (header.BigEndian == BitConverter.IsLittleEndian)
            {
                Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
            }

            return values;
        }

        double[] block = new double[Math.Min(values.Length, 1 << 13)];
        for (int start = 0; start < values.Length; start += block.Length)
        {
            Span<double> part = block.AsSpan(0, Math.Min(block.Length, values.Length - start));
            Span<byte> bytes = MemoryMarshal.AsBytes(part);
            Fill(stream, bytes, name);
            if (header.BigEndian == BitConverter.IsLittleEndian)
            {
                Span<long> words = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
            }

            for (int i = 0; i < part.Length; i++)
            {
                values[start + i] = (float)part[i];
            }
        }

        return values;
    }

    static Int128 ReadInteger(ReadOnlySpan<byte> raw, NpyHeader header)
    {
        ulong bits = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            bits = (bits << 8) | raw[header.BigEndian ? i : raw.Length - 1 - i];
        }

        if (header.Kind == 'u')
        {
            return bits;
        }

        int unused = 64 - (8 * raw.Length);
        return (long)(bits << unused) >> unused;
    }

    /// <summary>Values as they lie in a C array, whatever order the file has.</summary>
    static T[] InRowOrder<T>(T[] values, NpyHeader header)
    {
        if (!header.FortranOrder || header.Shape.Length < 2)
        {
            return values;
        }

        int[] shape = Array.ConvertAll(header.Shape, dimension => (int)dimension);
        int[] stride = new int[shape.Length];
        stride[0] = 1;
        for (int d = 1; d < shape.Length; d++)
        {
            stride[d] = stride[d - 1] * shape[d - 1];
        }

        T[] rows = new T[values.Length];
        int[] index = new int[shape.Length];
        int source = 0;
        for (int target = 0; target < rows.Length; target++)
        {
            rows[target] = values[source];
            for (int d = shape.Length - 1; d >= 0; d--)
            {
                source += stride[d];
                if (++index[d] < shape[d])
                {
                    break;
                }

                source -= stride[d] * shape[d];
                index[d] = 0;
            }
        }

        return rows;
    }
}
