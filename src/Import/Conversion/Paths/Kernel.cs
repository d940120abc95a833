using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>A convolution, possibly behind a mean over windows that tile the source.</summary>
/// <param name="Source">Shape of the source, in front of the pool.</param>
/// <param name="Pool">The pool's window; the factor 1 / area is in the weights.</param>
/// <param name="Rows">Vertical window over the pooled source.</param>
/// <param name="Columns">Horizontal window over the pooled source.</param>
/// <param name="Channels">Channels of the target.</param>
/// <param name="Groups">Channel groups; divides both numbers of channels.</param>
/// <param name="Weights">Weights [target channel][source channel in group][kernel row][kernel column].</param>
sealed record Kernel(
    TensorShape Source, Extent Pool, SlidingWindow Rows, SlidingWindow Columns, int Channels, int Groups, float[] Weights)
{
    /// <summary>Shape of the target.</summary>
    public TensorShape Target => new(Channels, Rows.Output, Columns.Output);

    /// <summary>Taps of one pair of channels.</summary>
    public int Taps => Rows.Kernel * Columns.Kernel;

    /// <summary>Source channels that one target channel reads.</summary>
    public int SourcesPerGroup => Source.Channels / Groups;

    /// <summary>Target channels that one source channel reaches.</summary>
    public int TargetsPerGroup => Channels / Groups;

    /// <summary>Whether every position of the pooled source stays where it is.</summary>
    public bool IsPointwise => WindowAlgebra.IsIdentity(Rows) && WindowAlgebra.IsIdentity(Columns);

    /// <summary>The kernel that changes nothing.</summary>
    public static Kernel Identity(TensorShape shape)
    {
        float[] ones = new float[shape.Channels];
        ones.AsSpan().Fill(1);
        return new(
            shape, new(1, 1), SlidingWindow.Identity(shape.Height), SlidingWindow.Identity(shape.Width), shape.Channels, shape.Channels, ones);
    }

    /// <summary>The same with fewer groups: weights between groups are zeros.</summary>
    /// <param name="groups">A divisor of the groups.</param>
    public Kernel WithGroups(int groups)
    {
        if (groups == Groups)
        {
            return this;
        }

        int merged = Groups / groups;
        int taps = Taps;
        float[] weights = new float[checked(Channels * (Source.Channels / groups) * taps)];
        for (int o = 0; o < Channels; o++)
        {
            int group = o / TargetsPerGroup;
            int first = (o * merged) + (group % merged);
            Weights.AsSpan(o * SourcesPerGroup * taps, SourcesPerGroup * taps).CopyTo(weights.AsSpan(first * SourcesPerGroup * taps));
        }

        return this with { Groups = groups, Weights = weights };
    }

    /// <summary>The groups that two kernels have in common when one stands behind, or beside, the other.</summary>
    public static int CommonGroups(int a, int b) => a % b == 0 ? b : b % a == 0 ? a : 1;
}
