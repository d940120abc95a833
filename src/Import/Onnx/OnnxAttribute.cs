using System.Diagnostics.CodeAnalysis;

namespace Neuromorphic.Import.Onnx;

/// <summary>The kind of value that an attribute of a node holds.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The members name types.")]
public enum OnnxAttributeKind
{
    /// <summary>One integer.</summary>
    Integer,

    /// <summary>One 32-bit float.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list of integers.</summary>
    Integers,

    /// <summary>A list of 32-bit floats.</summary>
    Reals,

    /// <summary>A tensor.</summary>
    Tensor,

    /// <summary>Anything else (a subgraph, a sparse tensor, a list of texts): known by name only.</summary>
    Other,
}

/// <summary>An attribute of a node. Only the member that <see cref="Kind"/> names holds a value.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Kind">What it holds.</param>
[SuppressMessage("Naming", "CA1711", Justification = "ONNX's own term.")]
[SuppressMessage("Naming", "CA1720", Justification = "The members name types.")]
public sealed record OnnxAttribute(string Name, OnnxAttributeKind Kind)
{
    /// <summary>The value of <see cref="OnnxAttributeKind.Integer"/>.</summary>
    public long Integer { get; init; }

    /// <summary>The value of <see cref="OnnxAttributeKind.Real"/>.</summary>
    public float Real { get; init; }

    /// <summary>The value of <see cref="OnnxAttributeKind.Text"/>.</summary>
    public string Text { get; init; } = "";

    /// <summary>The value of <see cref="OnnxAttributeKind.Integers"/>.</summary>
    public IReadOnlyList<long> Integers { get; init; } = [];

    /// <summary>The value of <see cref="OnnxAttributeKind.Reals"/>.</summary>
    public IReadOnlyList<float> Reals { get; init; } = [];

    /// <summary>The value of <see cref="OnnxAttributeKind.Tensor"/>.</summary>
    public OnnxTensor? Tensor { get; init; }
}
