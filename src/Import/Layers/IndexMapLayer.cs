namespace Neuromorphic.Import.Layers;

/// <summary>
/// Each element of the output is one element of the input, or a constant: Slice, Split, Transpose, Resize by nearest
/// neighbour, DepthToSpace, Pad with other modes or values than zeros.
/// </summary>
public sealed record IndexMapLayer : Layer
{
    /// <summary>Per output element (C,H,W order) the input element (C,H,W order), or −1 for <see cref="Fill"/>.</summary>
    public required int[] Sources { get; init; }

    /// <summary>The finite constant of elements without a source.</summary>
    public float Fill { get; init; }
}
