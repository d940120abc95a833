using System.Buffers.Binary;
using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Onnx;

/// <summary>
/// Turns TensorProto into <see cref="OnnxTensor"/>. Dimensions and stored length are compared before anything is
/// allocated, so that memory is bounded by the file.
/// </summary>
sealed class TensorReader(string file, ExternalData? externalData)
{
    /// <summary>Elements that one tensor may have.</summary>
    public const long MostElements = 1L << 28;

    // Integers widen to 64 bits: a large file of int8 would otherwise grow eight-fold.
    const long MostIntegers = 1L << 27;

    long _integers;

    /// <summary>Reads a tensor; throws <see cref="ModelException"/> naming <paramref name="place"/> when it is bad.</summary>
    public OnnxTensor Read(TensorProto tensor, string place)
    {
        bool external = tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0;
        if (external && externalData is null)
        {
            throw Invalid(place, "its data lie in another file (external data)",
                "Embed them, in Python: onnx.save(onnx.load('model.onnx'), 'one-file.onnx')");
        }

        OnnxElementType type = (OnnxElementType)tensor.DataType;
        int width = Width(type);
        if (width == 0)
        {
            throw Invalid(place, $"element type {tensor.DataType} is not supported",
                "Use floating-point or integer tensors");
        }

        int[] dims = Dims(tensor, place, out int count);
        if (external)
        {
            tensor = new TensorProto { RawData = externalData!.Read(tensor, (long)count * width, place) };
        }

        bool isFloat = OnnxTensor.IsFloatType(type);
        long stored = StoredElements(tensor, type, width, place);
        if (stored != count)
        {
            throw Invalid(place, $"its dimensions [{string.Join(", ", dims)}] ask for {count} elements, {stored} are stored",
                "The file is damaged: export the model again");
        }

        if (isFloat)
        {
            return OnnxTensor.OfFloats(type, dims, Floats(tensor, type, count));
        }

        _integers += count;
        if (_integers > MostIntegers)
        {
            throw Invalid(place, $"the model holds more than {MostIntegers} integers", "Use a smaller model");
        }

        long[] integers = Integers(tensor, type, count);
        return integers.AsSpan().Contains(OnnxTensor.OpenBatch)
            ? throw Invalid(place, $"it holds the number {OnnxTensor.OpenBatch}, which stands for an open batch", "Use another one")
            : OnnxTensor.OfIntegers(type, dims, integers);
    }

    int[] Dims(TensorProto tensor, string place, out int count)
    {
        if (tensor.Dims.Count > 16)
        {
            throw Invalid(place, $"it has {tensor.Dims.Count} dimensions, at most 16 are supported", "Reshape it");
        }

        int[] dims = new int[tensor.Dims.Count];
        long product = 1;
        bool empty = false;
        for (int axis = 0; axis < dims.Length; axis++)
        {
            long dim = tensor.Dims[axis];
            if (dim < 0)
            {
                throw Invalid(place, $"dimension {axis} is {dim}", "The file is damaged: export the model again");
            }

            // Both factors stay within 2^28, so that the product cannot overflow; the later dimensions of an empty
            // tensor are still checked.
            empty |= dim == 0;
            product = dim > MostElements ? long.MaxValue : product * Math.Max(1, dim);
            if (product > MostElements)
            {
                throw Invalid(place, $"its dimensions ask for more than {MostElements} elements", "Use a smaller model");
            }

            dims[axis] = (int)dim;
        }

        count = empty ? 0 : (int)product;
        return dims;
    }

    // The number of elements in the one field that holds data.
    long StoredElements(TensorProto tensor, OnnxElementType type, int width, string place)
    {
        int inFields = tensor.FloatData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count
            + tensor.DoubleData.Count + tensor.Uint64Data.Count;
        if (tensor.RawData.Length > 0)
        {
            if (inFields > 0)
            {
                throw Invalid(place, "it stores its data twice", "The file is damaged: export the model again");
            }

            if (tensor.RawData.Length % width != 0)
            {
                throw Invalid(place, $"its {tensor.RawData.Length} bytes are no multiple of the element's {width}",
                    "The file is damaged: export the model again");
            }

            return tensor.RawData.Length / width;
        }

        int expected = type switch
        {
            OnnxElementType.Float32 => tensor.FloatData.Count,
            OnnxElementType.Float64 => tensor.DoubleData.Count,
            OnnxElementType.Int64 => tensor.Int64Data.Count,
            OnnxElementType.UInt32 or OnnxElementType.UInt64 => tensor.Uint64Data.Count,
            _ => tensor.Int32Data.Count,
        };
        if (expected != inFields)
        {
            throw Invalid(place, "its data are stored in a field of another element type",
                "The file is damaged: export the model again");
        }

        return expected;
    }

    static float[] Floats(TensorProto tensor, OnnxElementType type, int count)
    {
        float[] floats = new float[count];
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        for (int i = 0; i < count; i++)
        {
            floats[i] = (type, raw.IsEmpty) switch
            {
                (OnnxElementType.Float32, true) => tensor.FloatData[i],
                (OnnxElementType.Float32, false) => BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]),
                (OnnxElementType.Float64, true) => (float)tensor.DoubleData[i],
                (OnnxElementType.Float64, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]),
                (OnnxElementType.Float16, true) =>
                    (float)BitConverter.UInt16BitsToHalf(unchecked((ushort)tensor.Int32Data[i])),
                (OnnxElementType.Float16, false) => (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..]),
                (_, true) => BitConverter.Int32BitsToSingle(unchecked(tensor.Int32Data[i] << 16)),
                (_, false) =>
                    BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]) << 16),
            };
        }

        return floats;
    }

    static long[] Integers(TensorProto tensor, OnnxElementType type, int count)
    {
        long[] integers = new long[count];
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        for (int i = 0; i < count; i++)
        {
            integers[i] = raw.IsEmpty
                ? type switch
                {
                    OnnxElementType.Int64 => tensor.Int64Data[i],
                    OnnxElementType.UInt32 or OnnxElementType.UInt64 => unchecked((long)tensor.Uint64Data[i]),
                    _ => tensor.Int32Data[i],
                }
                : type switch
                {
                    OnnxElementType.Int8 => (sbyte)raw[i],
                    OnnxElementType.UInt8 or OnnxElementType.Boolean => raw[i],
                    OnnxElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(raw[(2 * i)..]),
                    OnnxElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]),
                    OnnxElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]),
                    OnnxElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(raw[(4 * i)..]),
                    _ => BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]),
                };
        }

        return integers;
    }

    static int Width(OnnxElementType type) => type switch
    {
        OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Boolean => 1,
        OnnxElementType.UInt16 or OnnxElementType.Int16 or OnnxElementType.Float16 or OnnxElementType.BFloat16 => 2,
        OnnxElementType.Float32 or OnnxElementType.Int32 or OnnxElementType.UInt32 => 4,
        OnnxElementType.Float64 or OnnxElementType.Int64 or OnnxElementType.UInt64 => 8,
        _ => 0,
    };

    ModelException Invalid(string place, string problem, string remedy) => new(file, place, problem, remedy);
}
