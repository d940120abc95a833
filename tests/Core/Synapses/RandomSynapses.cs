using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Synapses;

/// <summary>Random synapse groups together with their weights as a plain matrix [source, target], built independently.</summary>
static class RandomSynapses
{
    public static (SynapseGroup Group, int[,] Matrix) Dense(Random random, Shape source, int targets, bool pooled)
    {
        int rows = pooled ? Math.Max(1, source.Count / 2) : source.Count;
        sbyte[] weights = Weights(random, rows * targets);
        int[] rowOf = [.. Enumerable.Range(0, source.Count).Select(j => pooled ? random.Next(-1, rows) : j)];
        int[,] matrix = new int[source.Count, targets];
        for (int j = 0; j < source.Count; j++)
        {
            for (int i = 0; i < targets && rowOf[j] >= 0; i++)
            {
                matrix[j, i] = weights[(rowOf[j] * targets) + i];
            }
        }

        return (new DenseSynapses(source, Shape.Flat(targets), weights, pooled ? rowOf : default), matrix);
    }

    /// <summary>A random convolution; the matrix follows the definition out(o) = Σ w(k) · pooled(o·stride − pad + k·dilation).</summary>
    public static (SynapseGroup Group, int[,] Matrix) Convolution(Random random)
    {
        int groups = random.Next(1, 4);
        int sourceInGroup = random.Next(1, 4);
        int targetInGroup = random.Next(1, 12);
        int poolHeight = random.Next(1, 3);
        int poolWidth = random.Next(1, 3);
        var source = new Shape(random.Next(poolHeight, 9), random.Next(poolWidth, 9), groups * sourceInGroup);
        SlidingWindow rows = Window(random, source.Height / poolHeight);
        SlidingWindow columns = Window(random, source.Width / poolWidth);
        sbyte[] weights = Weights(random, groups * targetInGroup * sourceInGroup * rows.Kernel * columns.Kernel);
        var group = new ConvolutionSynapses(source, groups * targetInGroup, rows, columns, groups, weights, poolHeight, poolWidth);
        int[,] matrix = new int[source.Count, group.Target.Count];
        for (int target = 0; target < group.Target.Channels; target++)
        {
            for (int oy = 0; oy < rows.Output; oy++)
            {
                for (int ox = 0; ox < columns.Output; ox++)
                {
                    for (int c = 0; c < sourceInGroup; c++)
                    {
                        for (int ky = 0; ky < rows.Kernel; ky++)
                        {
                            for (int kx = 0; kx < columns.Kernel; kx++)
                            {
                                int py = (oy * rows.Stride) - rows.PadBefore + (ky * rows.Dilation);
                                int px = (ox * columns.Stride) - columns.PadBefore + (kx * columns.Dilation);
                                if (py < 0 || py >= rows.Input || px < 0 || px >= columns.Input)
                                {
                                    continue;
                                }

                                sbyte w = weights[(((((target * sourceInGroup) + c) * rows.Kernel) + ky) * columns.Kernel) + kx];
                                int channel = (target / targetInGroup * sourceInGroup) + c;
                                for (int dy = 0; dy < poolHeight; dy++)
                                {
                                    for (int dx = 0; dx < poolWidth; dx++)
                                    {
                                        int j = source.Index((py * poolHeight) + dy, (px * poolWidth) + dx, channel);
                                        matrix[j, group.Target.Index(oy, ox, target)] += w;
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }

        return (group, matrix);
    }

    public static (SynapseGroup Group, int[,] Matrix) Sparse(Random random, Shape source, Shape target)
    {
        int[,] matrix = new int[source.Count, target.Count];
        var start = new List<int> { 0 };
        var targets = new List<int>();
        var weights = new List<sbyte>();
        for (int j = 0; j < source.Count; j++)
        {
            for (int i = 0; i < target.Count; i++)
            {
                int weight = random.Next(3) == 0 ? random.Next(-128, 128) : 0;
                if (weight != 0)
                {
                    matrix[j, i] = weight;
                    targets.Add(i);
                    weights.Add((sbyte)weight);
                }
            }

            start.Add(targets.Count);
        }

        return (new SparseSynapses(source, target, [.. start], [.. targets], [.. weights]), matrix);
    }

    public static SlidingWindow Window(Random random, int input)
    {
        int dilation = random.Next(1, 3);
        int kernel = random.Next(1, 5);
        int padBefore = random.Next(0, 3);
        int padAfter = random.Next(0, 3);
        int stride = random.Next(1, 4);
        int span = ((kernel - 1) * dilation) + 1;
        return span > input + padBefore + padAfter
            ? SlidingWindow.Identity(input)
            : new(input, ((input + padBefore + padAfter - span) / stride) + 1, kernel, stride, padBefore, dilation);
    }

    public static sbyte[] Weights(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? (sbyte)0 : (sbyte)random.Next(-128, 128))];
}
