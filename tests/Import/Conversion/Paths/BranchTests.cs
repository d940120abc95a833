using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Tests.Conversion.Paths;

public class BranchTests
{
    const int GraphsPerCase = 40;

    /// <summary>Any branched linear network between rectifiers equals its synapses, element by element.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Synapses_compute_what_the_branches_compute(int first)
    {
        int compared = 0;
        int skipped = 0;
        for (int seed = first * GraphsPerCase; seed < (first + 1) * GraphsPerCase; seed++)
        {
            LayerGraph graph = RandomGraph.Create(seed);
            try
            {
                (int c, int s) = ComposedSegment.CheckAll(graph, seed);
                compared += c;
                skipped += s;
            }
            catch (Exception error) when (error is not ModelException)
            {
                throw new InvalidOperationException($"seed {seed}: {error.Message}", error);
            }
        }

        Assert.True(compared > 4 * skipped && compared > GraphsPerCase, $"{compared} compared, {skipped} skipped");
    }

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 25)];
}
