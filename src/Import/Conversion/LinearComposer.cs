using Neuromorphic.Core;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Multiplies a chain of linear layers out to one linear map. Scales, reshapes and pools of non-overlapping windows fold
/// into a convolution or a fully connected layer; any other chain becomes explicit synapses.
/// </summary>
static class LinearComposer
{
    /// <summary>The chain as one map between populations (channels last).</summary>
    /// <param name="chain">Linear layers, possibly none.</param>
    /// <param name="source">Shape of the source, as an ONNX value.</param>
    /// <param name="target">Shape of the target, as an ONNX value.</param>
    /// <param name="uniformChannels">Whether all source neurons of a channel share an amplitude, which a convolution needs.</param>
    public static LinearMap Compose(IReadOnlyList<Layer> chain, TensorShape source, TensorShape target, bool uniformChannels) =>
        (uniformChannels ? FoldedChain.TryFold(chain, source)?.ToMap(target) : null)
        ?? SynapseExpansion.Expand(chain, source, target);

    /// <summary>What the chain gives for an input of zeros: the bias of every target, border effects included.</summary>
    public static float[] ZeroResponse(IReadOnlyList<Layer> chain, TensorShape source)
    {
        float[] value = new float[source.Count];
        foreach (Layer layer in chain)
        {
            float[] next = new float[layer.OutputShape.Count];
            Verification.FloatKernels.Run(layer, value, next);
            value = next;
        }

        return value;
    }

    /// <summary>The population's shape of an ONNX value.</summary>
    public static Shape ToShape(TensorShape shape) => new(shape.Height, shape.Width, shape.Channels);
}
