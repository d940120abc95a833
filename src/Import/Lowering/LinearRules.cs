using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for Gemm and MatMul.</summary>
static class LinearRules
{
    public static Outcome Gemm(NodeContext context)
    {
        if (context.ActivationIndex != 0 || context.Constant(1) is not { } weights
            || (context.Has(2) && context.Constant(2) is null))
        {
            return Outcome.Refused(
                "its weights are computed while the network runs; a product of activations would need real multiplies");
        }

        if (context.Flag("transA"))
        {
            return Outcome.Refused("transA exchanges batch and features; a Gemm without it is needed");
        }

        if (context.Dims.Length != 1)
        {
            throw context.Invalid($"its input has {context.Dims.Length + 1} dimensions instead of 2",
                "Put a Flatten before it");
        }

        bool transposed = context.Flag("transB");
        (int outputs, int inputs) = Matrix(context, weights, transposed);
        float[] values = Arrange(context.Floats(weights, "weights"), outputs, inputs, transposed,
            context.Real("alpha", 1));
        float[]? bias = context.Constant(2) is { } stored
            ? GemmBias(context, stored, outputs, context.Real("beta", 1))
            : null;
        DenseLayer layer = Dense(context, values, bias, inputs, outputs) with
        {
            StoredBias = context.Constant(2)?.Count,
        };
        return Outcome.Converted(CheckedFinite(context, layer), [outputs], "fully connected synapses");
    }

    public static Outcome MatMul(NodeContext context)
    {
        if (context.Constant(1 - context.ActivationIndex) is not { } weights)
        {
            return Outcome.Refused("its other side is missing", null);
        }

        if (context.ActivationIndex != 0 || context.Dims.Length != 1 || weights.Dims.Count > 2)
        {
            return MatrixRules.AtPositions(context, weights);
        }

        (int outputs, int inputs) = Matrix(context, weights, transposed: false);
        float[] values = Arrange(context.Floats(weights, "weights"), outputs, inputs, transposed: false, 1);
        return Outcome.Converted(Dense(context, values, null, inputs, outputs), [outputs], "fully connected synapses");
    }

    public static (int Outputs, int Inputs) Matrix(NodeContext context, OnnxTensor weights, bool transposed)
    {
        if (weights.Dims.Count != 2 || weights.Count == 0)
        {
            throw context.Invalid($"its weights have {weights.Dims.Count} dimensions instead of 2, or are empty",
                "Export the model again");
        }

        int outputs = weights.Dims[transposed ? 0 : 1];
        int inputs = weights.Dims[transposed ? 1 : 0];
        return inputs == context.Shape.Channels
            ? (outputs, inputs)
            : throw context.Invalid($"its weights take {inputs} features, its input has {context.Shape.Channels}",
                "Export the model again");
    }

    // Brings weights to [output][input].
    public static float[] Arrange(ReadOnlySpan<float> weights, int outputs, int inputs, bool transposed, float alpha)
    {
        float[] arranged = new float[weights.Length];
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
            {
                int from = transposed ? (output * inputs) + input : (input * outputs) + output;
                arranged[(output * inputs) + input] = alpha * weights[from];
            }
        }

        return arranged;
    }

    static float[] GemmBias(NodeContext context, OnnxTensor stored, int outputs, float beta)
    {
        bool one = stored.Count == 1 && stored.Dims.Count <= 2;
        bool row = stored.Count == outputs && stored.Dims.Count is 1 or 2 && stored.Dims[^1] == outputs
            && (stored.Dims.Count == 1 || stored.Dims[0] == 1);
        if (!one && !row)
        {
            throw context.Invalid(
                $"its bias of dimensions [{string.Join(", ", stored.Dims)}] does not fit its {outputs} outputs",
                "Use one number per output");
        }

        ReadOnlySpan<float> floats = context.Floats(stored, "bias");
        float[] bias = new float[outputs];
        for (int output = 0; output < outputs; output++)
        {
            bias[output] = beta * floats[one ? 0 : output];
        }

        return bias;
    }

    public static DenseLayer Dense(NodeContext context, float[] weights, float[]? bias, int inputs, int outputs) => new()
    {
        Name = context.Node.Name,
        Operator = context.Node.Operator,
        Inputs = context.LayerInputs,
        Output = context.Output,
        InputShape = new(inputs, 1, 1),
        OutputShape = new(outputs, 1, 1),
        Weights = weights,
        Bias = bias,
    };

    static DenseLayer CheckedFinite(NodeContext context, DenseLayer layer) =>
        layer.Weights.All(float.IsFinite) && (layer.Bias?.All(float.IsFinite) ?? true)
            ? layer
            : throw context.Invalid("alpha or beta makes its weights infinite", "Export a model with finite weights");
}
