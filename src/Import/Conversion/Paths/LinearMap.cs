using Neuromorphic.Core;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>
/// The linear part of a chain of layers in real numbers, from one population to another, in the form in which its
/// synapses will be stored. Populations have their channels last.
/// </summary>
abstract class LinearMap(Shape source, Shape target)
{
    /// <summary>Shape of the source population.</summary>
    public Shape Source { get; } = source;

    /// <summary>Shape of the target population.</summary>
    public Shape Target { get; } = target;

    /// <summary>Calls back with the amplitude-weighted weights of every target channel; several calls may share a channel.</summary>
    /// <param name="amplitude">Real amplitude of one spike (or input unit) per source neuron.</param>
    /// <param name="visit">Receives the target channel and |weight × amplitude|.</param>
    public abstract void VisitMagnitudes(ReadOnlySpan<double> amplitude, Action<int, double> visit);

    /// <summary>Rounds the amplitude-weighted weights to integers of the given step per target channel.</summary>
    /// <param name="amplitude">Real amplitude of one spike (or input unit) per source neuron.</param>
    /// <param name="step">The real value of one integer unit, per target channel.</param>
    /// <param name="limit">Largest magnitude of an integer weight.</param>
    public abstract SynapseGroup Quantise(ReadOnlySpan<double> amplitude, ReadOnlySpan<double> step, int limit);

    /// <summary>Calls back with the targets and real weights of the synapses that leave a source neuron.</summary>
    /// <param name="source">The source neuron.</param>
    /// <param name="visit">Receives target neuron and weight, without the amplitude.</param>
    public abstract void VisitSynapses(int source, Action<int, double> visit);

    /// <summary>The population's shape of an ONNX value.</summary>
    public static Shape PopulationShape(TensorShape shape) => new(shape.Height, shape.Width, shape.Channels);

    /// <summary>The map with all weights negated.</summary>
    public abstract LinearMap Negated();

    /// <summary>One weight as an integer.</summary>
    protected static sbyte Round(double value, double step, int limit) =>
        (sbyte)Math.Clamp(Math.Round(value / step, MidpointRounding.ToEven), -limit, limit);
}

/// <summary>Fully connected, or behind a pool of non-overlapping windows.</summary>
/// <param name="source">Shape of the source population.</param>
/// <param name="target">Shape of the target population.</param>
/// <param name="rowOfSource">Per source neuron its row of weights, or −1.</param>
/// <param name="weights">Weights [row][target neuron].</param>
sealed class DenseMap(Shape source, Shape target, int[] rowOfSource, float[] weights) : LinearMap(source, target)
{
    public override void VisitMagnitudes(ReadOnlySpan<double> amplitude, Action<int, double> visit)
    {
        double[] perRow = AmplitudeOfRow(amplitude);
        int columns = Target.Count;
        for (int row = 0; row < perRow.Length; row++)
        {
            for (int i = 0; i < columns && perRow[row] > 0; i++)
            {
                visit(i % Target.Channels, Math.Abs(weights[(row * columns) + i] * perRow[row]));
            }
        }
    }

    public override SynapseGroup Quantise(ReadOnlySpan<double> amplitude, ReadOnlySpan<double> step, int limit)
    {
        double[] perRow = AmplitudeOfRow(amplitude);
        int columns = Target.Count;
        sbyte[] integers = new sbyte[weights.Length];
        for (int row = 0; row < perRow.Length; row++)
        {
            for (int i = 0; i < columns; i++)
            {
                int k = (row * columns) + i;
                integers[k] = Round(weights[k] * perRow[row], step[i % Target.Channels], limit);
            }
        }

        return new DenseSynapses(Source, Target, integers, rowOfSource);
    }

    public override void VisitSynapses(int source, Action<int, double> visit)
    {
        int columns = Target.Count;
        for (int i = 0; rowOfSource[source] >= 0 && i < columns; i++)
        {
            visit(i, weights[(rowOfSource[source] * columns) + i]);
        }
    }

    public override LinearMap Negated() => new DenseMap(Source, Target, rowOfSource, [.. weights.Select(weight => -weight)]);

    /// <summary>All sources of a row lie in one channel, so they share an amplitude.</summary>
    double[] AmplitudeOfRow(ReadOnlySpan<double> amplitude)
    {
        double[] perRow = new double[weights.Length / Target.Count];
        for (int j = 0; j < rowOfSource.Length; j++)
        {
            if (rowOfSource[j] >= 0)
            {
                perRow[rowOfSource[j]] = amplitude[j];
            }
        }

        return perRow;
    }
}

/// <summary>A convolution, possibly behind a pool of non-overlapping windows. Needs one amplitude per source channel.</summary>
/// <param name="source">Shape of the source population, before the pool.</param>
/// <param name="targetChannels">Output channels.</param>
/// <param name="rows">Vertical window over the pooled source.</param>
/// <param name="columns">Horizontal window over the pooled source.</param>
/// <param name="groups">Channel groups.</param>
/// <param name="weights">Weights [target channel][source channel in group][kernel row][kernel column].</param>
/// <param name="poolHeight">Height of the pool's window.</param>
/// <param name="poolWidth">Width of the pool's window.</param>
sealed class ConvolutionMap(
    Shape source, int targetChannels, SlidingWindow rows, SlidingWindow columns, int groups, float[] weights, int poolHeight, int poolWidth)
    : LinearMap(source, new Shape(rows.Output, columns.Output, targetChannels))
{
    public override void VisitMagnitudes(ReadOnlySpan<double> amplitude, Action<int, double> visit)
    {
        for (int k = 0; k < weights.Length; k++)
        {
            visit(TargetChannel(k), Math.Abs(weights[k] * amplitude[SourceChannel(k)]));
        }
    }

    public override SynapseGroup Quantise(ReadOnlySpan<double> amplitude, ReadOnlySpan<double> step, int limit)
    {
        sbyte[] integers = new sbyte[weights.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            integers[k] = Round(weights[k] * amplitude[SourceChannel(k)], step[TargetChannel(k)], limit);
        }

        return new ConvolutionSynapses(Source, Target.Channels, rows, columns, groups, integers, poolHeight, poolWidth);
    }

    public override void VisitSynapses(int source, Action<int, double> visit)
    {
        int position = Math.DivRem(source, Source.Channels, out int channel);
        int y = position / Source.Width / poolHeight;
        int x = position % Source.Width / poolWidth;
        int inGroup = Source.Channels / groups;
        int outGroup = Target.Channels / groups;
        int group = channel / inGroup;

        // What is left over behind the last whole window of the pool reaches nothing.
        for (int ky = 0; ky < rows.Kernel && y < rows.Input; ky++)
        {
            int row = rows.OutputOf(y, ky);
            for (int kx = 0; row >= 0 && kx < columns.Kernel && x < columns.Input; kx++)
            {
                int column = columns.OutputOf(x, kx);
                for (int o = group * outGroup; column >= 0 && o < (group + 1) * outGroup; o++)
                {
                    int k = (((((o * inGroup) + (channel % inGroup)) * rows.Kernel) + ky) * columns.Kernel) + kx;
                    visit(Target.Index(row, column, o), weights[k]);
                }
            }
        }
    }

    public override LinearMap Negated() => new ConvolutionMap(
        Source, Target.Channels, rows, columns, groups, [.. weights.Select(weight => -weight)], poolHeight, poolWidth);

    int TargetChannel(int k) => k / (rows.Kernel * columns.Kernel * (Source.Channels / groups));

    /// <summary>The source channel of a weight; neuron c is the first position of channel c.</summary>
    int SourceChannel(int k)
    {
        int inGroup = Source.Channels / groups;
        int group = TargetChannel(k) / (Target.Channels / groups);
        return (group * inGroup) + (k / (rows.Kernel * columns.Kernel) % inGroup);
    }
}

/// <summary>Explicit synapses: what every chain of linear layers can be multiplied out to.</summary>
/// <param name="source">Shape of the source population.</param>
/// <param name="target">Shape of the target population.</param>
/// <param name="start">Per source neuron where its list starts; one more entry closes the last.</param>
/// <param name="targets">Target neurons.</param>
/// <param name="weights">Weights.</param>
sealed class SparseMap(Shape source, Shape target, int[] start, int[] targets, float[] weights) : LinearMap(source, target)
{
    public override void VisitMagnitudes(ReadOnlySpan<double> amplitude, Action<int, double> visit)
    {
        for (int j = 0; j < Source.Count; j++)
        {
            for (int k = start[j]; k < start[j + 1]; k++)
            {
                visit(targets[k] % Target.Channels, Math.Abs(weights[k] * amplitude[j]));
            }
        }
    }

    public override SynapseGroup Quantise(ReadOnlySpan<double> amplitude, ReadOnlySpan<double> step, int limit)
    {
        int[] first = new int[start.Length];
        var kept = new List<int>(targets.Length);
        var integers = new List<sbyte>(targets.Length);
        for (int j = 0; j < Source.Count; j++)
        {
            for (int k = start[j]; k < start[j + 1]; k++)
            {
                sbyte weight = Round(weights[k] * amplitude[j], step[targets[k] % Target.Channels], limit);
                if (weight != 0)
                {
                    kept.Add(targets[k]);
                    integers.Add(weight);
                }
            }

            first[j + 1] = kept.Count;
        }

        return new SparseSynapses(Source, Target, first, [.. kept], [.. integers]);
    }

    public override void VisitSynapses(int source, Action<int, double> visit)
    {
        for (int k = start[source]; k < start[source + 1]; k++)
        {
            visit(targets[k], weights[k]);
        }
    }

    public override LinearMap Negated() => new SparseMap(Source, Target, start, targets, [.. weights.Select(weight => -weight)]);

    /// <summary>The same as a full matrix where that takes no more memory than the lists, else this.</summary>
    public LinearMap Smallest()
    {
        // A listed synapse takes a target of four bytes and a weight; a matrix the weight alone.
        const int BytesPerListed = 5;
        long full = (long)Source.Count * Target.Count;
        if (full > Math.Min((long)targets.Length * BytesPerListed, int.MaxValue / 2))
        {
            return this;
        }

        float[] matrix = new float[full];
        for (int j = 0; j < Source.Count; j++)
        {
            for (int k = start[j]; k < start[j + 1]; k++)
            {
                matrix[(j * Target.Count) + targets[k]] += weights[k];
            }
        }

        return new DenseMap(Source, Target, [.. Enumerable.Range(0, Source.Count)], matrix);
    }
}
