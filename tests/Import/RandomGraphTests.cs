using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests;

/// <summary>Random graphs with branches agree with ONNX Runtime at every layer; damaged ones do, or are refused.</summary>
public class RandomGraphTests
{
    const int Graphs = 250;
    const int Mutations = 1_500;

    // Convolutions of values of any size, one behind the other, cancel more than a single layer does.
    const double Rounding = 1e-4;

    [Fact]
    public void Branched_graphs()
    {
        Random random = new(77);
        HashSet<string> operators = [];
        HashSet<Type> kinds = [];
        for (int round = 0; round < Graphs; round++)
        {
            byte[] model = new RandomGraph(random).Build();
            OnnxGraph graph = OnnxGraph.Parse(model, $"graph {round}");
            LoweringResult result = ModelLowering.Lower(graph);
            LayerGraph layers = result.RequireConvertible();
            Assert.Equal(graph.Nodes.Count, result.Coverage.Count);
            Assert.Equal(graph.Nodes.Select(node => node.Name), result.Coverage.Select(entry => entry.Node));
            Assert.InRange(Deviation(graph, layers, model), 0, Rounding);
            operators.UnionWith(graph.Nodes.Select(node => node.Operator));
            kinds.UnionWith(layers.Layers.Select(layer => layer.GetType()));
        }

        Assert.True(operators.Count >= 35, $"only {operators.Count} operators");
        Assert.True(kinds.Count >= 10, $"only {kinds.Count} kinds of layers");
    }

    [Fact]
    public void Damaged_graphs_are_refused_or_agree()
    {
        Random random = new(4242);
        int lowered = 0;
        int agreed = 0;
        int refused = 0;
        byte[] model = [];
        for (int round = 0; round < Mutations; round++)
        {
            model = round % 10 == 0 ? new RandomGraph(random).Build() : model;
            byte[] damaged = ModelMutation.Mutate(model, random);
            try
            {
                OnnxGraph graph = OnnxGraph.Parse(damaged, $"mutation {round}");
                LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
                lowered++;
                if (layers.Layers.Sum(layer => (long)layer.OutputShape.Count) > 1 << 20 || layers.Macs > 1 << 24 || graph.Input.FixedBatch > 64)
                {
                    continue;
                }

                double deviation = Deviation(graph, layers, damaged);
                Assert.True(deviation <= LoweringCheck.Tolerance || double.IsPositiveInfinity(deviation),
                    $"mutation {round} differs by {deviation}");
                agreed++;
            }
            catch (ModelException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                refused++;
            }
        }

        Assert.InRange(lowered, Mutations / 20, Mutations);
        Assert.InRange(agreed, Mutations / 20, Mutations);
        Assert.InRange(refused, Mutations / 10, Mutations);
    }

    // Of the worst layer; infinite where ONNX Runtime's values are not finite.
    static double Deviation(OnnxGraph graph, LayerGraph layers, byte[] model)
    {
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        const int Samples = 3;
        float[] batch = Agreement.Random(Samples * layers.InputShape.Count);
        return LoweringCheck.Measure(layers, twin, batch, Samples).Worst.RelativeError;
    }
}
