using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Paths;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion.Paths;

public class ChainTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 230)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Synapses_compute_what_the_chain_computes(int seed) =>
        Assert.Equal((1, 0), ComposedSegment.CheckAll(RandomChain.Create(seed).ToGraph(), seed));

    /// <summary>Explicit synapses cost memory: the chains that real networks have must not need them.</summary>
    [Theory]
    [InlineData("C", typeof(ConvolutionMap))]
    [InlineData("CS", typeof(ConvolutionMap))]
    [InlineData("SC", typeof(ConvolutionMap))]
    [InlineData("PC", typeof(ConvolutionMap))]
    [InlineData("PPC", typeof(ConvolutionMap))]
    [InlineData("SPC", typeof(ConvolutionMap))]
    [InlineData("PZC", typeof(ConvolutionMap))]
    [InlineData("ZC", typeof(ConvolutionMap))]
    [InlineData("ZP", typeof(ConvolutionMap))]
    [InlineData("CP", typeof(ConvolutionMap))]
    [InlineData("CR", typeof(ConvolutionMap))]
    [InlineData("P", typeof(ConvolutionMap))]
    [InlineData("", typeof(ConvolutionMap))]
    [InlineData("D", typeof(DenseMap))]
    [InlineData("DS", typeof(DenseMap))]
    [InlineData("RD", typeof(DenseMap))]
    [InlineData("PD", typeof(DenseMap))]
    [InlineData("GD", typeof(DenseMap))]
    public void A_chain_takes_the_most_compact_form(string template, Type form)
    {
        IEnumerable<RandomChain> chains = Enumerable.Range(0, 230).Select(RandomChain.Create).Where(chain => chain.Template == template);
        Assert.All(chains, chain => Assert.IsType(form, Map(chain.ToGraph())));
    }

    static LinearMap Map(LayerGraph graph)
    {
        NetworkCut cut = NetworkCut.Of(graph, new CutRules(InputIsRectified: false));
        return Assert.Single(new PathComposer(cut).Of(cut.Segments[^1])).Map;
    }
}
