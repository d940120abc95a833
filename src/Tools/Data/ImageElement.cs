namespace Neuromorphic.Tools.Data;

/// <summary>How the values of an <see cref="ImageSet"/> are stored in its file.</summary>
public enum ImageElement
{
    /// <summary>Unsigned integers of 8 bits (NPY <c>u1</c>).</summary>
    UnsignedByte,

    /// <summary>Signed integers of 8 bits (NPY <c>i1</c>).</summary>
    SignedByte,

    /// <summary>Floating point of 32 bits (NPY <c>f4</c>).</summary>
    SinglePrecision,

    /// <summary>Floating point of 64 bits (NPY <c>f8</c>), rounded to 32 bits when read.</summary>
    DoublePrecision,
}
