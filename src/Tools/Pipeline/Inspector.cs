using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
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
                Notes = [.. Notes(lowering)],
            };
        }
        catch (ModelException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    /// <summary>What becomes of the network as a whole, as <c>estimate</c> would decide it for images of bytes.</summary>
    static IEnumerable<string> Notes(LoweringResult lowering)
    {
        if (lowering.Graph is not { } graph)
        {
            return ["Nodes are refused, so the network cannot be converted; layers behind the first of them are missing, and so are their MACs."];
        }

        try
        {
            var choice = MethodChoice.Of(graph, InputEncoding.UnsignedBytes(1.0 / byte.MaxValue));
            return [.. choice.Reasons, $"It converts with method '{choice.Method.Name}' unless --method names another."];
        }
        catch (ModelException obstacle)
        {
            return [$"The network cannot be converted. {obstacle.Message}"];
        }
    }

    static int[] Dims(TensorShape shape) => shape.IsFlat ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];
}
