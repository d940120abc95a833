using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>Finds values that can never be negative, whatever the input.</summary>
/// <param name="graph">The network.</param>
/// <param name="carriers">Values that a population stands for.</param>
/// <param name="inputIsRectified">Whether the network's input is never negative.</param>
sealed class SignAnalysis(LayerGraph graph, IReadOnlyDictionary<string, Segment> carriers, bool inputIsRectified)
{
    /// <summary>Whether a value is made from rectified ones in ways that keep the sign.</summary>
    public bool IsRectified(string value)
    {
        var seen = new HashSet<string> { value };
        var pending = new Stack<string>(seen);
        while (pending.TryPop(out string? next))
        {
            if (carriers.TryGetValue(next, out Segment? carrier))
            {
                if (carrier.End == SegmentEnd.Input ? !inputIsRectified : !carrier.IsRectified)
                {
                    return false;
                }

                continue;
            }

            Layer layer = graph.ProducerOf(next)!;
            if (!KeepsSign(layer))
            {
                return false;
            }

            foreach (string input in layer.Inputs.Where(seen.Add))
            {
                pending.Push(input);
            }
        }

        return true;
    }

    static bool KeepsSign(Layer layer) => layer switch
    {
        ReshapeLayer or PadLayer or AveragePoolLayer or ConcatLayer or ActivationLayer => true,
        IndexMapLayer map => map.Fill >= 0,
        SumLayer sum => sum.Factors.All(factor => factor >= 0),
        ScaleLayer scale => scale.Scale.All(factor => factor >= 0) && scale.Shift.All(shift => shift >= 0),
        _ => false,
    };
}
