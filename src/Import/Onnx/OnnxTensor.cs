namespace Neuromorphic.Import.Onnx;

/// <summary>
/// A constant of the graph: an initializer, the value of a Constant node, or what such constants fold to. Floating
/// point of any width is held as 32-bit floats, integers and booleans as 64-bit integers; one of the two is empty.
/// </summary>
public sealed class OnnxTensor
{
    /// <summary>
    /// Stands in a folded shape where the batch is open; a number that no model has (a tensor that holds it is refused).
    /// </summary>
    internal const long OpenBatch = -0x6E65_7572_6F62_6174;

    OnnxTensor(OnnxElementType elementType, IReadOnlyList<int> dims, ReadOnlyMemory<float> floats,
        ReadOnlyMemory<long> integers)
    {
        ElementType = elementType;
        Dims = dims;
        Floats = floats;
        Integers = integers;
    }

    /// <summary>The element type in the file.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>The dimensions, each at least 0; empty for a scalar.</summary>
    public IReadOnlyList<int> Dims { get; }

    /// <summary>The elements of a floating-point tensor in row-major order; empty for an integer tensor.</summary>
    public ReadOnlyMemory<float> Floats { get; }

    /// <summary>The elements of an integer or boolean tensor in row-major order; empty for a floating-point one.</summary>
    public ReadOnlyMemory<long> Integers { get; }

    /// <summary>Number of elements: the product of the dimensions.</summary>
    public int Count => IsFloat ? Floats.Length : Integers.Length;

    /// <summary>Whether the elements are floating point.</summary>
    public bool IsFloat => IsFloatType(ElementType);

    internal static OnnxTensor OfFloats(OnnxElementType type, IReadOnlyList<int> dims, float[] elements) =>
        new(type, dims, elements, default);

    internal static OnnxTensor OfIntegers(OnnxElementType type, IReadOnlyList<int> dims, long[] elements) =>
        new(type, dims, default, elements);

    // The same elements under other dimensions of the same count.
    internal OnnxTensor Reshaped(int[] dims) => new(ElementType, dims, Floats, Integers);

    // The elements of the given indices.
    internal OnnxTensor Picked(int[] dims, int[] indices) => IsFloat
        ? OfFloats(ElementType, dims, Array.ConvertAll(indices, index => Floats.Span[index]))
        : OfIntegers(ElementType, dims, Array.ConvertAll(indices, index => Integers.Span[index]));

    internal static bool IsFloatType(OnnxElementType type) =>
        type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Float16
            or OnnxElementType.BFloat16;
}
