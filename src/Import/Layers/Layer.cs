namespace Neuromorphic.Import.Layers;

/// <summary>One step of the lowered network. Shapes are those of one sample.</summary>
public abstract record Layer
{
    /// <summary>The name of the ONNX node it comes from.</summary>
    public required string Name { get; init; }

    /// <summary>That node's operator.</summary>
    public required string Operator { get; init; }

    /// <summary>The names of the values it reads, as in the ONNX file; several for layers that join branches.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The name of the value it makes, as in the ONNX file unless it <see cref="IsInner"/>.</summary>
    public required string Output { get; init; }

    /// <summary>
    /// Whether its value lies inside of one node and is none of the file's: a quantised convolution is a convolution
    /// and a staircase. Only linear layers are inner.
    /// </summary>
    public bool IsInner { get; init; }

    /// <summary>The shape of the first value it reads.</summary>
    public required TensorShape InputShape { get; init; }

    /// <summary>The shape of the value it makes.</summary>
    public required TensorShape OutputShape { get; init; }

    /// <summary>Products of Conv, Gemm or MatMul for one sample, those with padding included; 0 for other layers.</summary>
    public virtual long Macs => 0;

    /// <summary>Number of parameters in the ONNX file that the layer comes from.</summary>
    public virtual long Parameters => 0;
}
