namespace Neuromorphic.Import.Onnx;

/// <summary>
/// A constant of the graph: an initializer, the value of a Constant node, or what such constants fold to. Floating
/// point of any width is held as 32-bit floats, integers and booleans as 64-bit integers; one of the two is empty.
/// </summary>
public sealed class OnnxTensor
{
    OnnxTensor(OnnxElementType elementType, IReadOnlyList<int> dims, float[] floats, long[] integers)
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
        new(type, dims, elements, []);

    internal static OnnxTensor OfIntegers(OnnxElementType type, IReadOnlyList<int> dims, long[] elements) =>
        new(type, dims, [], elements);

    internal static bool IsFloatType(OnnxElementType type) =>
        type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Float16
            or OnnxElementType.BFloat16;
}
