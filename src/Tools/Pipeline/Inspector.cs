using Neuromorphic.Import;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Reads a model and lists its nodes and layers.</summary>
sealed class Inspector : IInspector
{
    public InspectResult Inspect(string modelPath, CancellationToken token)
    {
        try
        {
            OnnxGraph graph = OnnxGraph.Load(modelPath);
            LoweringResult lowering = ModelLowering.Lower(graph);
            return new InspectResult
            {
                Model = new ModelFacts(modelPath, graph.Sha256, graph.Nodes.Count, graph.Parameters, lowering.Layers.Sum(layer => layer.Macs)),
                Coverage = CoverageFacts.Of(lowering),
                Layers =
                [
                    .. lowering.Layers.Select(layer => new LayerFacts(
                        layer.Name, layer.Operator, Dims(layer.InputShape), Dims(layer.OutputShape), layer.Macs, layer.Parameters)),
                ],
                Notes = lowering.Graph is null
                    ? ["Nodes are refused, so the network cannot be converted; layers behind the first of them are missing, and so are their MACs."]
                    : [],
            };
        }
        catch (ModelException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    static int[] Dims(TensorShape shape) => shape.IsFlat ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];
}
