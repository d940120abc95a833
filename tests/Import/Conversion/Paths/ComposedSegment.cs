using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Paths;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion.Paths;

/// <summary>
/// Whatever the linear layers in front of a population compute in floats, its integer synapses must compute, exactly:
/// random spike counts of every source, through both.
/// </summary>
static class ComposedSegment
{
    const int Limit = 127;

    /// <summary>Checks all populations of a network.</summary>
    /// <returns>How many were compared, and how many have weights that 8 bits do not hold exactly.</returns>
    public static (int Compared, int Skipped) CheckAll(LayerGraph graph, int seed)
    {
        NetworkCut cut = NetworkCut.Of(graph, new CutRules(InputIsRectified: false));
        var composer = new PathComposer(cut);
        var zero = new ZeroResponse(cut);
        var random = new Random(seed);
        var counts = new Dictionary<Segment, int[]>();
        foreach (Segment segment in cut.Segments)
        {
            int least = segment.End == SegmentEnd.Input ? -3 : 0;
            counts.Add(segment, segment.Input == graph.InputName && segment.End == SegmentEnd.Neurons
                ? [.. counts[cut.Segments[0]].Select((x, i) => Math.Max(0, segment.Sign * x))]
                : [.. Enumerable.Range(0, segment.Shape.Count).Select(_ => random.Next(least, 4))]);
        }

        Dictionary<string, float[]> values = Values(cut, counts);
        int compared = 0;
        int skipped = 0;
        foreach (Segment segment in cut.Segments.Where(segment => segment.End is SegmentEnd.Neurons or SegmentEnd.Readout))
        {
            IReadOnlyList<ComposedProjection> projections = composer.Of(segment);
            float[] bias = zero.Of(segment);
            Assert.All(projections, projection => Assert.Contains(projection.Source, cut.SourcesOf(segment)));
            if (Run(projections, segment, counts) is not { } currents)
            {
                skipped++;
                continue;
            }

            compared++;
            float[] expected = values[segment.Input];
            for (int k = 0; k < expected.Length; k++)
            {
                int i = segment.Shape.ToChannelsLast(k);
                Assert.Equal(segment.Sign * expected[k], (currents[i] * RandomChain.Unit) + bias[i], 1e-3);
            }
        }

        return (compared, skipped);
    }

    /// <summary>Amplitudes differ between channels, as those of populations do; those of the input's neurons must not.</summary>
    static double Amplitude(Segment segment, int neuron) =>
        segment.Input == segment.ValueName && segment.End != SegmentEnd.Readout ? 1 : 1.0 + (neuron % segment.Shape.Channels % 2);

    static Dictionary<string, float[]> Values(NetworkCut cut, Dictionary<Segment, int[]> counts)
    {
        var values = new Dictionary<string, float[]>();
        foreach ((string value, Segment carrier) in cut.Carriers)
        {
            float[] elements = new float[carrier.Shape.Count];
            for (int k = 0; k < elements.Length; k++)
            {
                int i = carrier.Shape.ToChannelsLast(k);
                elements[k] = (float)(counts[carrier][i] * Amplitude(carrier, i));
            }

            values.Add(value, elements);
        }

        foreach (Layer layer in cut.LinearLayers)
        {
            float[] output = new float[layer.OutputShape.Count];
            float[][] inputs = [.. layer.Inputs.Select(input => values[input])];
            if (layer is SumLayer or ConcatLayer)
            {
                FloatKernels.Join(layer, inputs, output);
            }
            else
            {
                FloatKernels.Run(layer, inputs[0], output);
            }

            values.Add(layer.Output, output);
        }

        return values;
    }

    static int[]? Run(IReadOnlyList<ComposedProjection> projections, Segment segment, Dictionary<Segment, int[]> counts)
    {
        using var current = new AlignedBuffer<int>(SpikeMask.PaddedLength(segment.Shape.Count));
        double[] steps = [.. Enumerable.Repeat(RandomChain.Unit, segment.Shape.Channels)];
        foreach ((Segment source, LinearMap map) in projections)
        {
            double[] amplitude = [.. Enumerable.Range(0, source.Shape.Count).Select(i => Amplitude(source, i))];
            double largest = 0;
            map.VisitMagnitudes(amplitude, (_, magnitude) => largest = Math.Max(largest, magnitude));
            if (largest > Limit * RandomChain.Unit)
            {
                return null;
            }

            using SynapseGroup synapses = map.Quantise(amplitude, steps, Limit);
            Assert.Equal(LinearMap.PopulationShape(source.Shape), synapses.Source);
            Assert.Equal(segment.Shape.Count, synapses.Target.Count);
            unsafe
            {
                synapses.AccumulateScaled(KernelSet.Best, counts[source], current.Address);
            }
        }

        return [.. current.Span[..segment.Shape.Count]];
    }
}
