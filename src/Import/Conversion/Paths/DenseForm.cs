using Neuromorphic.Core;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>A path that fully connected synapses can hold, possibly behind a mean over windows that tile the source.</summary>
/// <param name="source">Shape of the source, in front of the pool.</param>
/// <param name="pool">The pool's window; the factor 1 / area is in the weights.</param>
/// <param name="outputs">Elements of the target.</param>
/// <param name="weights">Weights [element of the pooled source][element of the target], both in C,H,W order.</param>
sealed class DenseForm(TensorShape source, Extent pool, int outputs, float[] weights) : CompactForm
{
    TensorShape Pooled => new(source.Channels, source.Height / pool.Height, source.Width / pool.Width);

    /// <inheritdoc/>
    public override long StoredWeights => weights.Length;

    /// <summary>A fully connected layer behind a kernel that leaves positions where they are; null where it would be too large.</summary>
    public static DenseForm? Behind(Kernel kernel, DenseLayer layer, WorkBudget budget)
    {
        int plane = kernel.Rows.Output * kernel.Columns.Output;
        int outputs = layer.OutputShape.Channels;
        int inputs = kernel.Channels * plane;
        long stored = (long)kernel.Source.Channels * plane * outputs;
        if (stored > int.MaxValue)
        {
            return null;
        }

        budget.Products((double)layer.Weights.Length * kernel.SourcesPerGroup, layer);
        float[] weights = new float[stored];
        Parallel.For(0, kernel.Source.Channels, c =>
        {
            int group = c / kernel.SourcesPerGroup;
            for (int o = group * kernel.TargetsPerGroup; o < (group + 1) * kernel.TargetsPerGroup; o++)
            {
                float factor = kernel.Weights[(o * kernel.SourcesPerGroup) + (c % kernel.SourcesPerGroup)];
                if (factor == 0)
                {
                    continue;
                }

                for (int p = 0; p < plane; p++)
                {
                    int from = (o * plane) + p;
                    Span<float> row = weights.AsSpan(((c * plane) + p) * outputs, outputs);
                    for (int i = 0; i < outputs; i++)
                    {
                        row[i] += factor * layer.Weights[(i * inputs) + from];
                    }
                }
            }
        });
        return new(kernel.Source, kernel.Pool, outputs, weights);
    }

    /// <inheritdoc/>
    public override CompactForm? Through(Layer layer, int input, WorkBudget budget) => layer switch
    {
        ReshapeLayer or ActivationLayer => this,
        SumLayer sum => Scaled(sum.Factors[input]),
        ScaleLayer scale => Scale(scale),
        ConcatLayer concat => Select(Inverse(concat.Targets[input], concat.OutputShape.Count)),
        IndexMapLayer map => Select(map.Sources),
        DenseLayer dense => Multiply(dense, budget),
        _ => null,
    };

    /// <inheritdoc/>
    public override CompactForm? Plus(CompactForm other, WorkBudget budget)
    {
        // A kernel that leaves positions where they are is a sparse matrix; written in full it must not be large.
        const int LargeMatrix = 1 << 24;
        DenseForm? dense = other as DenseForm;
        if (other is KernelForm { Kernel: { IsPointwise: true } kernel } && kernel.Target.Count == outputs
            && (long)kernel.Source.Channels * kernel.Rows.Output * kernel.Columns.Output * outputs <= LargeMatrix)
        {
            dense = InFull(kernel);
        }

        if (dense is null || dense.Source != source || dense.Pool != pool || dense.Outputs != outputs)
        {
            return null;
        }

        return new DenseForm(source, pool, outputs, [.. weights.Zip(dense.Weights, (a, b) => a + b)]);
    }

    /// <inheritdoc/>
    public override CompactForm Scaled(float factor) =>
        factor == 1 ? this : new DenseForm(source, pool, outputs, [.. weights.Select(weight => weight * factor)]);

    /// <inheritdoc/>
    public override LinearMap ToMap(TensorShape target)
    {
        float[] reordered = new float[weights.Length];
        int[] column = [.. Enumerable.Range(0, outputs).Select(target.ToChannelsLast)];
        int rows = weights.Length / outputs;
        for (int row = 0; row < rows; row++)
        {
            for (int o = 0; o < outputs; o++)
            {
                reordered[(row * outputs) + column[o]] = weights[(row * outputs) + o];
            }
        }

        Shape from = LinearMap.PopulationShape(source);
        TensorShape pooled = Pooled;
        int[] rowOfSource = new int[from.Count];
        for (int y = 0; y < from.Height; y++)
        {
            for (int x = 0; x < from.Width; x++)
            {
                (int py, int px) = (y / pool.Height, x / pool.Width);
                for (int c = 0; c < from.Channels; c++)
                {
                    rowOfSource[from.Index(y, x, c)] = py < pooled.Height && px < pooled.Width
                        ? (((c * pooled.Height) + py) * pooled.Width) + px
                        : -1;
                }
            }
        }

        return new DenseMap(from, LinearMap.PopulationShape(target), rowOfSource, reordered);
    }

    TensorShape Source => source;

    Extent Pool => pool;

    int Outputs => outputs;

    float[] Weights => weights;

    static DenseForm InFull(Kernel kernel)
    {
        int plane = kernel.Rows.Output * kernel.Columns.Output;
        int outputs = kernel.Channels * plane;
        float[] weights = new float[kernel.Source.Channels * plane * outputs];
        for (int o = 0; o < kernel.Channels; o++)
        {
            int firstSource = o / kernel.TargetsPerGroup * kernel.SourcesPerGroup;
            for (int k = 0; k < kernel.SourcesPerGroup; k++)
            {
                for (int p = 0; p < plane; p++)
                {
                    weights[((((firstSource + k) * plane) + p) * outputs) + (o * plane) + p] = kernel.Weights[(o * kernel.SourcesPerGroup) + k];
                }
            }
        }

        return new(kernel.Source, kernel.Pool, outputs, weights);
    }

    DenseForm Scale(ScaleLayer scale)
    {
        int plane = outputs / scale.Scale.Length;
        float[] scaled = new float[weights.Length];
        for (int k = 0; k < scaled.Length; k++)
        {
            scaled[k] = weights[k] * scale.Scale[k % outputs / plane];
        }

        return new(source, pool, outputs, scaled);
    }

    DenseForm? Select(int[] sourceOf)
    {
        int rows = weights.Length / outputs;
        if ((long)rows * sourceOf.Length > int.MaxValue)
        {
            return null;
        }

        float[] selected = new float[rows * sourceOf.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int o = 0; o < sourceOf.Length; o++)
            {
                selected[(row * sourceOf.Length) + o] = sourceOf[o] < 0 ? 0 : weights[(row * outputs) + sourceOf[o]];
            }
        }

        return new(source, pool, sourceOf.Length, selected);
    }

    static int[] Inverse(int[] targets, int count)
    {
        int[] sourceOf = new int[count];
        sourceOf.AsSpan().Fill(-1);
        for (int k = 0; k < targets.Length; k++)
        {
            sourceOf[targets[k]] = k;
        }

        return sourceOf;
    }

    DenseForm? Multiply(DenseLayer layer, WorkBudget budget)
    {
        int rows = weights.Length / outputs;
        int next = layer.OutputShape.Channels;
        if ((long)rows * next > int.MaxValue)
        {
            return null;
        }

        budget.Products((double)weights.Length * next, layer);
        float[] product = new float[rows * next];
        Parallel.For(0, rows, row =>
        {
            ReadOnlySpan<float> from = weights.AsSpan(row * outputs, outputs);
            for (int o = 0; o < next; o++)
            {
                ReadOnlySpan<float> with = layer.Weights.AsSpan(o * outputs, outputs);
                float sum = 0;
                for (int k = 0; k < outputs; k++)
                {
                    sum += from[k] * with[k];
                }

                product[(row * next) + o] = sum;
            }
        });
        return new(source, pool, next, product);
    }
}
