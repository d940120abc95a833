using System.Diagnostics.CodeAnalysis;

namespace Neuromorphic.Import.Onnx;

/// <summary>The element type of a tensor, with the numbers of ONNX's TensorProto.DataType.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members name types.")]
public enum OnnxElementType
{
    /// <summary>No type is given.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point.</summary>
    Float32 = 1,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8 = 2,

    /// <summary>8-bit signed integer.</summary>
    Int8 = 3,

    /// <summary>16-bit unsigned integer.</summary>
    UInt16 = 4,

    /// <summary>16-bit signed integer.</summary>
    Int16 = 5,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 6,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 7,

    /// <summary>Boolean, one byte per element.</summary>
    Boolean = 9,

    /// <summary>16-bit IEEE floating point.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point.</summary>
    Float64 = 11,

    /// <summary>32-bit unsigned integer.</summary>
    UInt32 = 12,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64 = 13,

    /// <summary>16-bit floating point with the exponent range of 32 bits.</summary>
    BFloat16 = 16,
}
