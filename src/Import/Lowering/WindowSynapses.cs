namespace Neuromorphic.Import.Lowering;

/// <summary>The synapses of a convolution or transposed convolution over any number of axes, one by one.</summary>
/// <param name="context">The node; its budget pays.</param>
/// <param name="taps">
/// Per spatial axis and output position the input positions it sees, each with its place in the kernel.
/// </param>
/// <param name="groups">Groups of channels.</param>
/// <param name="output">Dimensions of the output's sample.</param>
sealed class WindowSynapses(NodeContext context, (int Source, int Tap)[][][] taps, int groups, int[] output)
{
    /// <summary>The synapses, output by output.</summary>
    /// <param name="kernel">Where the kernel of an output and an input channel begins in the weights.</param>
    /// <param name="weights">The weights; taps along the last axis lie side by side.</param>
    public SynapseList List(Func<int, int, int> kernel, float[] weights)
    {
        int inputs = context.Dims[0] / groups;
        int outputs = output[0] / groups;
        int map = context.Dims.Skip(1).Aggregate(1, (product, dim) => product * dim);
        double seen = taps.Aggregate(1.0, (product, axis) => product * axis.Sum(places => (double)places.Length));
        double positions = output.Aggregate(1.0, (product, dim) => product * dim);
        context.Reserve(Math.Max(seen * inputs * output[0], positions));
        (int Source, int Tap)[][] windows = Windows();
        SynapseList list = new();
        for (int to = 0; to < output[0]; to++)
        {
            foreach ((int Source, int Tap)[] window in windows)
            {
                for (int from = to / outputs * inputs; from < ((to / outputs) + 1) * inputs; from++)
                {
                    int first = kernel(to, from);
                    foreach ((int source, int tap) in window)
                    {
                        list.Add((from * map) + source, weights[first + tap]);
                    }
                }

                list.EndRow();
            }
        }

        return list;
    }

    // Per output position, over all axes, what it sees within one channel.
    (int Source, int Tap)[][] Windows()
    {
        (int Source, int Tap)[][] windows = [[(0, 0)]];
        for (int axis = 0; axis < taps.Length; axis++)
        {
            int size = context.Dims[axis + 1];
            int kernel = KernelSizes[axis];
            windows = [.. from outer in windows
                from inner in taps[axis]
                select (from o in outer from i in inner select ((o.Source * size) + i.Source, (o.Tap * kernel) + i.Tap)).ToArray()];
        }

        return windows;
    }

    /// <summary>Kernel size per axis.</summary>
    public required int[] KernelSizes { get; init; }
}
