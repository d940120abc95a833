using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion;

/// <summary>Whatever a chain of linear layers computes in floats, its integer synapses must compute, exactly.</summary>
public class LinearComposerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 230)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Synapses_compute_what_the_chain_computes(int seed)
    {
        RandomChain chain = RandomChain.Create(seed);
        Check(LinearComposer.Compose(chain.Layers, chain.Source, chain.Target, uniformChannels: true), chain, seed);
        Check(SynapseExpansion.Expand(chain.Layers, chain.Source, chain.Target), chain, seed);
    }

    /// <summary>Explicit synapses cost memory: the chains that real networks have must not need them.</summary>
    [Theory]
    [InlineData("C", typeof(ConvolutionMap))]
    [InlineData("CS", typeof(ConvolutionMap))]
    [InlineData("SC", typeof(ConvolutionMap))]
    [InlineData("PC", typeof(ConvolutionMap))]
    [InlineData("PPC", typeof(ConvolutionMap))]
    [InlineData("SPC", typeof(ConvolutionMap))]
    [InlineData("ZC", typeof(ConvolutionMap))]
    [InlineData("CR", typeof(ConvolutionMap))]
    [InlineData("P", typeof(ConvolutionMap))]
    [InlineData("", typeof(ConvolutionMap))]
    [InlineData("D", typeof(DenseMap))]
    [InlineData("DS", typeof(DenseMap))]
    [InlineData("RD", typeof(DenseMap))]
    [InlineData("PD", typeof(DenseMap))]
    [InlineData("GD", typeof(DenseMap))]
    [InlineData("CC", typeof(SparseMap))]
    [InlineData("CP", typeof(SparseMap))]
    [InlineData("ZP", typeof(SparseMap))]
    public void A_chain_takes_the_most_compact_form(string template, Type form)
    {
        IEnumerable<RandomChain> chains = Enumerable.Range(0, 230).Select(RandomChain.Create).Where(chain => chain.Template == template);
        Assert.All(chains, chain =>
            Assert.IsType(form, LinearComposer.Compose(chain.Layers, chain.Source, chain.Target, uniformChannels: true)));
    }

    static void Check(LinearMap map, RandomChain chain, int seed)
    {
        // Channel-wise amplitudes, as populations have them.
        double[] amplitude = [.. Enumerable.Range(0, chain.Source.Count).Select(i => 1.0 + (i % chain.Source.Channels % 2))];
        double largest = 0;
        map.VisitMagnitudes(amplitude, (_, magnitude) => largest = Math.Max(largest, magnitude));
        Assert.InRange(largest, 0, 127 * RandomChain.Unit);
        double[] steps = [.. Enumerable.Repeat(RandomChain.Unit, map.Target.Channels)];
        using SynapseGroup synapses = map.Quantise(amplitude, steps, 127);
        Assert.Equal(LinearComposer.ToShape(chain.Source), synapses.Source);
        Assert.Equal(chain.Target.Count, synapses.Target.Count);

        var random = new Random(seed);
        int[] spikes = [.. Enumerable.Range(0, chain.Source.Count).Select(_ => random.Next(4))];
        float[] value = new float[spikes.Length];
        for (int k = 0; k < value.Length; k++)
        {
            int i = chain.Source.ToChannelsLast(k);
            value[k] = (float)(spikes[i] * amplitude[i]);
        }

        foreach (Layer layer in chain.Layers)
        {
            float[] next = new float[layer.OutputShape.Count];
            FloatKernels.Run(layer, value, next);
            value = next;
        }

        float[] bias = LinearComposer.ZeroResponse(chain.Layers, chain.Source);
        using var current = new AlignedBuffer<int>(SpikeMask.PaddedLength(chain.Target.Count));
        unsafe
        {
            synapses.AccumulateScaled(KernelSet.Best, spikes, current.Address);
        }

        // Neurons keep the map's shape; a trailing reshape only renames the order that ONNX knows.
        var shape = new TensorShape(map.Target.Channels, map.Target.Height, map.Target.Width);
        for (int k = 0; k < value.Length; k++)
        {
            double integer = (current.Span[shape.ToChannelsLast(k)] * RandomChain.Unit) + bias[k];
            Assert.Equal(value[k], integer, 1e-4);
        }
    }
}
