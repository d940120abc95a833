using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for the final Softmax and for nodes that do nothing in inference.</summary>
static class ElementwiseRules
{
    public static Outcome Softmax(NodeContext context)
    {
        if (!context.IsFinal)
        {
            return Outcome.Refused("lies inside of the network; it would need real exponentials and divisions",
                context.Dims);
        }

        int rank = context.Dims.Length + 1;
        int axis = context.Axis(context.Integer("axis", context.Opset < 13 ? 1 : -1), rank);
        if (rank != 2 || axis != 1)
        {
            return Outcome.Refused($"runs over axis {axis} of {rank} dimensions; one flat list of classes is needed",
                context.Dims);
        }

        SoftmaxLayer layer = new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = context.LayerInputs,
            Output = context.Output,
            InputShape = context.Shape,
            OutputShape = context.Shape,
            Logarithm = context.Node.Operator == "LogSoftmax",
        };
        return Outcome.Folded(layer, context.Dims, "keeps the order of the classes: the read-out takes the logits");
    }

    public static Outcome Identity(NodeContext context) => Outcome.Vanishes(context.Dims, "does nothing");

    public static Outcome Dropout(NodeContext context)
    {
        if (context.HasOutput(1))
        {
            return Outcome.Refused("its mask is used; export the model for inference", context.Dims);
        }

        bool inference = !context.Has(2)
            || (context.Constant(2) is { IsFloat: false, Count: 1 } training && training.Integers.Span[0] == 0);
        return inference
            ? Outcome.Vanishes(context.Dims, "does nothing in inference")
            : Outcome.Refused("is in training mode; export the model for inference", context.Dims);
    }

    // Integers and booleans are numbers to the layers: only the name of their type changes.
    public static Outcome Cast(NodeContext context)
    {
        OnnxElementType target = (OnnxElementType)context.Integer("to", 0);
        return target == OnnxElementType.Float32 || target == context.Input.Type
            ? Outcome.Vanishes(context.Dims, $"casts {context.Input.Type} to {target}: the same numbers") with { Type = target }
            : Outcome.Refused("changes the element type of an activation; float32 throughout is needed", context.Dims);
    }
}
