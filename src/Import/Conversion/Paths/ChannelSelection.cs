using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>Recognises element maps that move whole channels and leave positions where they are.</summary>
static class ChannelSelection
{
    /// <summary>Per output channel the input channel that a part of a concatenation puts there, or −1; null where it does otherwise.</summary>
    /// <param name="targets">Per input element its place in the output.</param>
    /// <param name="from">Shape of the part.</param>
    /// <param name="to">Shape of the output.</param>
    public static int[]? Scatter(int[] targets, TensorShape from, TensorShape to)
    {
        int plane = from.Height * from.Width;
        if ((from.Height, from.Width) != (to.Height, to.Width))
        {
            return null;
        }

        int[] sourceOf = new int[to.Channels];
        sourceOf.AsSpan().Fill(-1);
        for (int k = 0; k < targets.Length; k++)
        {
            if (targets[k] % plane != k % plane || targets[k] / plane != targets[k / plane * plane] / plane)
            {
                return null;
            }

            sourceOf[targets[k] / plane] = k / plane;
        }

        return sourceOf;
    }

    /// <summary>Per output channel the input channel that an index map takes, or −1 for a constant; null where it does otherwise.</summary>
    /// <param name="sources">Per output element its place in the input, or −1.</param>
    /// <param name="from">Shape of the input.</param>
    /// <param name="to">Shape of the output.</param>
    public static int[]? Gather(int[] sources, TensorShape from, TensorShape to)
    {
        int plane = from.Height * from.Width;
        if ((from.Height, from.Width) != (to.Height, to.Width))
        {
            return null;
        }

        int[] sourceOf = new int[to.Channels];
        for (int k = 0; k < sources.Length; k++)
        {
            int first = sources[k / plane * plane];
            if (first < 0 ? sources[k] >= 0 : sources[k] < 0 || sources[k] % plane != k % plane || sources[k] / plane != first / plane)
            {
                return null;
            }

            sourceOf[k / plane] = first < 0 ? -1 : first / plane;
        }

        return sourceOf;
    }
}
