using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>Layers of a node that has one activation, with names and shapes filled in.</summary>
static class NodeLayers
{
    public static ActivationLayer Function(this NodeContext context, ActivationFunction function) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = context.Shape,
        Function = function,
    };

    public static ScaleLayer Scale(this NodeContext context, float[] scale, float[] shift, int stored) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = context.Shape,
        Scale = scale,
        Shift = shift,
        StoredParameters = stored,
    };

    public static ReshapeLayer Reshape(this NodeContext context, int[] dims) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = TensorShape.Of(dims),
    };

    /// <summary>The elements of given sources, in the order of <paramref name="dims"/>.</summary>
    public static IndexMapLayer IndexMap(this NodeContext context, int[] dims, int[] sources, float fill = 0,
        string? output = null) => new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = context.LayerInputs,
            Output = output ?? context.Output,
            InputShape = context.Shape,
            OutputShape = TensorShape.Of(dims),
            Sources = sources,
            Fill = fill,
        };

    public static LinearLayer Linear(this NodeContext context, int[] dims, SynapseList synapses, float[]? bias,
        long products, long parameters) => new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = context.LayerInputs,
            Output = context.Output,
            InputShape = context.Shape,
            OutputShape = TensorShape.Of(dims),
            RowStarts = synapses.RowStarts,
            Sources = synapses.Sources,
            Weights = synapses.Weights,
            Bias = bias,
            Products = products,
            StoredParameters = parameters,
        };

    public static SumLayer Sum(this NodeContext context, float[] factors) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = [.. context.Inputs.Select(input => input!.Name)],
        Output = context.Output,
        InputShape = context.Shape,
        OutputShape = context.Shape,
        Factors = factors,
    };
}
