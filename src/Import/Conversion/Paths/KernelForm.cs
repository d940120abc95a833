using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>A path that one convolution can hold.</summary>
sealed class KernelForm(Kernel kernel) : CompactForm
{
    /// <summary>Kernels with more weights than this and than there are synapses are no longer compact.</summary>
    const long LargeKernel = 1 << 22;

    /// <summary>The path from a population to its own value.</summary>
    public static KernelForm Identity(TensorShape shape) => new(Kernel.Identity(shape));

    /// <summary>The convolution.</summary>
    public Kernel Kernel => kernel;

    /// <inheritdoc/>
    public override long StoredWeights => kernel.Weights.Length;

    /// <inheritdoc/>
    public override CompactForm? Through(Layer layer, int input, WorkBudget budget)
    {
        TensorShape target = kernel.Target;
        switch (layer)
        {
            case ReshapeLayer or ActivationLayer:
                return this;
            case SumLayer sum:
                return Scaled(sum.Factors[input]);
            case DenseLayer dense:
                return kernel.IsPointwise ? DenseForm.Behind(kernel, dense, budget) : null;
            case ConcatLayer concat when concat.InputShapes[input] == target:
                return ChannelSelection.Scatter(concat.Targets[input], target, concat.OutputShape) is { } scattered ? Select(scattered) : null;
            case IndexMapLayer map when map.InputShape == target:
                return ChannelSelection.Gather(map.Sources, target, map.OutputShape) is { } gathered ? Select(gathered) : null;
            case ScaleLayer scale when scale.InputShape == target:
                return new KernelForm(ScaleChannels(scale.Scale));
            case PadLayer pad when pad.InputShape == target:
                return Follow(ChannelWise(target.Channels, 1, pad.Pads, new(1, 1), new(1, 1), pad.OutputShape), layer, budget);
            case AveragePoolLayer pool when pool.InputShape == target:
                return Mean(pool, budget);
            case ConvolutionLayer convolution when convolution.InputShape == target:
                return Follow(Of(convolution), layer, budget);
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    public override CompactForm? Plus(CompactForm other, WorkBudget budget) => other switch
    {
        KernelForm form => Unite(form.Kernel),
        DenseForm dense => dense.Plus(this, budget),
        _ => null,
    };

    /// <inheritdoc/>
    public override CompactForm Scaled(float factor) =>
        factor == 1 ? this : new KernelForm(kernel with { Weights = [.. kernel.Weights.Select(weight => weight * factor)] });

    /// <inheritdoc/>
    public override LinearMap? ToMap(TensorShape target) => target != kernel.Target ? null : new ConvolutionMap(
        LinearMap.PopulationShape(kernel.Source), kernel.Channels, kernel.Rows, kernel.Columns, kernel.Groups, kernel.Weights, kernel.Pool.Height, kernel.Pool.Width);

    Kernel ScaleChannels(float[] factors)
    {
        float[] weights = new float[kernel.Weights.Length];
        int perChannel = weights.Length / kernel.Channels;
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k] = kernel.Weights[k] * factors[k / perChannel];
        }

        return kernel with { Weights = weights };
    }

    /// <summary>Puts channels to other places; those without a source become zeros.</summary>
    KernelForm Select(int[] sourceOfChannel)
    {
        Kernel dense = kernel.WithGroups(1);
        int perChannel = dense.SourcesPerGroup * dense.Taps;
        float[] weights = new float[checked(sourceOfChannel.Length * perChannel)];
        for (int o = 0; o < sourceOfChannel.Length; o++)
        {
            if (sourceOfChannel[o] >= 0)
            {
                dense.Weights.AsSpan(sourceOfChannel[o] * perChannel, perChannel).CopyTo(weights.AsSpan(o * perChannel));
            }
        }

        return new(dense with { Channels = sourceOfChannel.Length, Weights = weights });
    }

    /// <summary>
    /// A mean over windows: those that tile a map whose positions stay where they are stand in front of the kernel, where
    /// they cost nothing; others are a convolution, if all have one divisor.
    /// </summary>
    KernelForm? Mean(AveragePoolLayer pool, WorkBudget budget)
    {
        (TensorShape from, TensorShape to, Extent window) = (pool.InputShape, pool.OutputShape, pool.Kernel);
        float share = 1f / (window.Height * window.Width);
        bool tiles = pool.Pads == default
            && (window == pool.Strides || to.IsFlat)
            && to.Height == from.Height / window.Height
            && to.Width == from.Width / window.Width;
        if (tiles && kernel.IsPointwise)
        {
            return new(kernel with
            {
                Pool = new(kernel.Pool.Height * window.Height, kernel.Pool.Width * window.Width),
                Rows = SlidingWindow.Identity(to.Height),
                Columns = SlidingWindow.Identity(to.Width),
                Weights = [.. kernel.Weights.Select(weight => weight * share)],
            });
        }

        bool oneDivisor = (pool.Pads == default || pool.CountIncludePad)
            && ((to.Height - 1) * pool.Strides.Height) + window.Height <= from.Height + pool.Pads.Top + pool.Pads.Bottom
            && ((to.Width - 1) * pool.Strides.Width) + window.Width <= from.Width + pool.Pads.Left + pool.Pads.Right;
        return oneDivisor ? Follow(ChannelWise(from.Channels, share, pool.Pads, window, pool.Strides, to), pool, budget) : null;
    }

    static Kernel ChannelWise(int channels, float weight, Padding pads, Extent window, Extent strides, TensorShape to)
    {
        float[] weights = new float[checked(channels * window.Height * window.Width)];
        weights.AsSpan().Fill(weight);

        // The lengths of the input are not looked at: it is the target of the kernel in front.
        return new(
            new(channels, 1, 1),
            new(1, 1),
            new(0, to.Height, window.Height, strides.Height, pads.Top, 1),
            new(0, to.Width, window.Width, strides.Width, pads.Left, 1),
            channels,
            channels,
            weights);
    }

    static Kernel Of(ConvolutionLayer layer) => new(
        layer.InputShape,
        new(1, 1),
        new(layer.InputShape.Height, layer.OutputShape.Height, layer.Kernel.Height, layer.Strides.Height, layer.Pads.Top, layer.Dilations.Height),
        new(layer.InputShape.Width, layer.OutputShape.Width, layer.Kernel.Width, layer.Strides.Width, layer.Pads.Left, layer.Dilations.Width),
        layer.OutputShape.Channels,
        layer.Groups,
        layer.Weights);

    /// <summary>This kernel and one behind it as one.</summary>
    KernelForm? Follow(Kernel outer, Layer layer, WorkBudget budget)
    {
        if (!WindowAlgebra.CanFollow(kernel.Rows, outer.Rows) || !WindowAlgebra.CanFollow(kernel.Columns, outer.Columns))
        {
            return null;
        }

        SlidingWindow rows = WindowAlgebra.Follow(kernel.Rows, outer.Rows, out int innerRow, out int outerRow);
        SlidingWindow columns = WindowAlgebra.Follow(kernel.Columns, outer.Columns, out int innerColumn, out int outerColumn);
        int groups = Kernel.CommonGroups(kernel.Groups, outer.Groups);
        int sources = kernel.Source.Channels / groups;
        long stored = (long)outer.Channels * sources * rows.Kernel * columns.Kernel;
        long synapses = rows.CountPairs(0, rows.Output) * columns.CountPairs(0, columns.Output) * sources * outer.Channels;
        if (stored > LargeKernel && stored > synapses)
        {
            return null;
        }

        budget.Products((double)outer.Channels * outer.SourcesPerGroup * outer.Taps * kernel.SourcesPerGroup * kernel.Taps, layer);
        float[] weights = new float[checked((int)stored)];
        Parallel.For(0, outer.Channels, o =>
        {
            // Mids are the channels between the two kernels.
            int firstMid = o / outer.TargetsPerGroup * outer.SourcesPerGroup;
            int firstSource = o / (outer.Channels / groups) * sources;
            for (int mid = firstMid; mid < firstMid + outer.SourcesPerGroup; mid++)
            {
                int firstOfMid = mid / kernel.TargetsPerGroup * kernel.SourcesPerGroup;
                for (int tap = 0; tap < outer.Taps; tap++)
                {
                    float factor = outer.Weights[(((o * outer.SourcesPerGroup) + mid - firstMid) * outer.Taps) + tap];
                    if (factor == 0)
                    {
                        continue;
                    }

                    (int outerY, int outerX) = Math.DivRem(tap, outer.Columns.Kernel);
                    for (int k = 0; k < kernel.SourcesPerGroup; k++)
                    {
                        int into = ((o * sources) + firstOfMid + k - firstSource) * rows.Kernel * columns.Kernel;
                        int from = ((mid * kernel.SourcesPerGroup) + k) * kernel.Taps;
                        for (int inner = 0; inner < kernel.Taps; inner++)
                        {
                            (int y, int x) = Math.DivRem(inner, kernel.Columns.Kernel);
                            int row = (y * innerRow) + (outerY * outerRow);
                            int column = (x * innerColumn) + (outerX * outerColumn);
                            weights[into + (row * columns.Kernel) + column] += factor * kernel.Weights[from + inner];
                        }
                    }
                }
            }
        });
        return new(new(kernel.Source, kernel.Pool, rows, columns, outer.Channels, groups, weights));
    }

    KernelForm? Unite(Kernel other)
    {
        if (kernel.Source != other.Source || kernel.Pool != other.Pool || kernel.Target != other.Target
            || WindowAlgebra.Unite(kernel.Rows, other.Rows, out var rowsOfThis, out var rowsOfOther) is not { } rows
            || WindowAlgebra.Unite(kernel.Columns, other.Columns, out var columnsOfThis, out var columnsOfOther) is not { } columns)
        {
            return null;
        }

        // Far apart, two kernels are smaller than one that reaches over both.
        const int MostTimesLarger = 4;
        if ((long)rows.Kernel * columns.Kernel > MostTimesLarger * ((long)kernel.Taps + other.Taps))
        {
            return null;
        }

        int groups = Kernel.CommonGroups(kernel.Groups, other.Groups);
        float[] weights = new float[checked(kernel.Channels * (kernel.Source.Channels / groups) * rows.Kernel * columns.Kernel)];
        Add(kernel.WithGroups(groups), rowsOfThis, columnsOfThis);
        Add(other.WithGroups(groups), rowsOfOther, columnsOfOther);
        return new(kernel with { Rows = rows, Columns = columns, Groups = groups, Weights = weights });

        void Add(Kernel part, (int First, int Step) rowsOf, (int First, int Step) columnsOf)
        {
            for (int k = 0; k < part.Weights.Length; k++)
            {
                (int pair, int tap) = Math.DivRem(k, part.Taps);
                (int y, int x) = Math.DivRem(tap, part.Columns.Kernel);
                int row = rowsOf.First + (y * rowsOf.Step);
                int column = columnsOf.First + (x * columnsOf.Step);
                weights[(((pair * rows.Kernel) + row) * columns.Kernel) + column] += part.Weights[k];
            }
        }
    }
}
