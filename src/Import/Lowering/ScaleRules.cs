using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Lowering;

/// <summary>Rules for what multiplies and adds per channel: BatchNormalization, and Mul, Div, Add, Sub with a constant.</summary>
static class ScaleRules
{
    public static Outcome BatchNormalization(NodeContext context)
    {
        if (context.Flag("training_mode") || context.HasOutput(1))
        {
            return Outcome.Refused("is in training mode; export the model for inference", context.Dims);
        }

        if (context.Integer("spatial", 1) == 0)
        {
            return Outcome.Refused("normalises every position for itself (spatial = 0); one scale per channel is needed",
                context.Dims);
        }

        int channels = context.Shape.Channels;
        string[] names = ["scales", "biases", "means", "variances"];
        float[][] statistics = new float[4][];
        for (int index = 0; index < 4; index++)
        {
            if (context.ActivationIndex != 0 || context.Constant(index + 1) is not { } stored)
            {
                return Outcome.Refused($"its {names[index]} are not constant; export the model for inference",
                    context.Dims);
            }

            if (stored.Dims.Count != 1 || stored.Count != channels)
            {
                throw context.Invalid($"has {stored.Count} {names[index]} for {channels} channels",
                    "Export the model again");
            }

            statistics[index] = context.Floats(stored, names[index]).ToArray();
        }

        double epsilon = context.Real("epsilon", 1e-5f);
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            double variance = statistics[3][c] + epsilon;
            if (variance <= 0)
            {
                throw context.Invalid($"the variance of channel {c} is {statistics[3][c]}",
                    "Variances are not negative: export the model again");
            }

            double factor = statistics[0][c] / Math.Sqrt(variance);
            scale[c] = (float)factor;
            shift[c] = (float)(statistics[1][c] - (statistics[2][c] * factor));
        }

        return Scaled(context, scale, shift, 4 * channels, (statistics[1], [.. statistics[0].Select(Math.Abs)]));
    }

    /// <summary>Add, Sub, Mul and Div of an activation and a constant, or of activations.</summary>
    public static Outcome Arithmetic(NodeContext context)
    {
        if (context.Activations > 1)
        {
            return context.Node.Operator switch
            {
                "Mul" => ExpressionRules.Product(context),
                "Div" => ExpressionRules.Quotient(context),
                _ => JoinRules.Sum(context),
            };
        }

        int constantIndex = 1 - context.ActivationIndex;
        if (context.Constant(constantIndex) is not { } stored)
        {
            return Outcome.Refused("its other operand is missing", context.Dims);
        }

        if (context.Node.Operator == "Div" && constantIndex == 0)
        {
            return Quotient(context, stored);
        }

        if (ConstantOperand.PerChannel(context, stored) is { } constant)
        {
            return PerChannel(context, stored.Count, constant);
        }

        if (ConstantOperand.PerElement(context, stored, out int[] dims, out int[] sources) is not { } constants)
        {
            return Outcome.Refused(
                $"its constant of dimensions [{string.Join(", ", stored.Dims)}] does not fit the sample's "
                + $"[{string.Join(", ", context.Dims)}]");
        }

        SynapseList synapses = new();
        float[] bias = new float[constants.Length];
        for (int k = 0; k < constants.Length; k++)
        {
            (float scale, bias[k]) = Affine(context, constants[k]);
            synapses.Add(sources[k], scale);
            synapses.EndRow();
        }

        LinearLayer layer = context.Linear(dims, synapses, bias.All(value => value == 0) ? null : bias, 0, stored.Count);
        return layer.Weights.All(float.IsFinite)
            ? Outcome.Converted(layer, dims, "a factor or summand per element")
            : throw context.Invalid("a factor is not finite", "Check for a division by zero and export the model again");
    }

    // A number divided by the activation is a curve.
    static Outcome Quotient(NodeContext context, OnnxTensor stored)
    {
        if (stored.Count != 1 || stored.Dims.Count > context.Dims.Length + 1)
        {
            return Outcome.Refused("divides constants by an activation; one number is needed", context.Dims);
        }

        CompositeFunction function = new(
        [
            new FunctionStep(FunctionStepKind.Constant, []) { Shift = [context.Floats(stored, "constant")[0]] },
            new FunctionStep(FunctionStepKind.Quotient, [1, 0]),
        ]);
        return Outcome.Converted(context.Function(function), context.Dims, "a curve: settling neuron with a table");
    }

    static Outcome PerChannel(NodeContext context, int stored, float[] constant)
    {
        float[] scale = new float[constant.Length];
        float[] shift = new float[constant.Length];
        for (int c = 0; c < constant.Length; c++)
        {
            (scale[c], shift[c]) = Affine(context, constant[c]);
        }

        if (context.Node.Operator == "Add" && context.Producer is DenseLayer { Operator: "MatMul", Bias: null } dense)
        {
            DenseLayer biased = dense with { Output = context.Output, Bias = constant, StoredBias = stored };
            return Outcome.Folded(biased, context.Dims, $"the bias of MatMul '{Printable.Name(dense.Name)}'") with
            {
                Replaced = dense.Output,
            };
        }

        return Scaled(context, scale, shift, stored);
    }

    static (float Scale, float Shift) Affine(NodeContext context, float constant) => context.Node.Operator switch
    {
        "Mul" => (constant, 0f),
        "Div" => (1 / constant, 0f),
        "Add" => (1f, constant),
        _ when context.ActivationIndex == 0 => (1f, -constant),
        _ => (-1f, constant),
    };

    /// <summary>Neg.</summary>
    public static Outcome Negate(NodeContext context)
    {
        int channels = context.Shape.Channels;
        return Scaled(context, [.. Enumerable.Repeat(-1f, channels)], new float[channels], 0);
    }

    /// <summary>A scale and shift per channel.</summary>
    /// <param name="context">The node.</param>
    /// <param name="scale">Factor per channel.</param>
    /// <param name="shift">Summand per channel.</param>
    /// <param name="parameters">Numbers that the file stores for it.</param>
    /// <param name="moments">Mean and deviation of each channel of the output, where the file tells them.</param>
    public static Outcome Scaled(
        NodeContext context, float[] scale, float[] shift, int parameters, (float[] Mean, float[] Deviation)? moments = null)
    {
        for (int c = 0; c < scale.Length; c++)
        {
            if (!float.IsFinite(scale[c]) || !float.IsFinite(shift[c]))
            {
                throw context.Invalid($"its scale or shift of channel {c} is not finite",
                    "Check for a division by zero and export the model again");
            }
        }

        bool uniform = !scale.AsSpan().ContainsAnyExcept(scale[0]) && !shift.AsSpan().ContainsAnyExcept(shift[0]);
        if (uniform && StaircaseFusion.Scale(context, scale[0], shift[0]) is { } stairs)
        {
            return stairs;
        }

        ScaleLayer layer = context.Scale(scale, shift, parameters) with { OutputMoments = moments };
        return context.Producer is ConvolutionLayer or DenseLayer
            ? Outcome.Folded(layer, context.Dims,
                $"scale and shift per channel, into the weights of {context.Producer.Operator} "
                + $"'{Printable.Name(context.Producer.Name)}'")
            : Outcome.Converted(layer, context.Dims, "scale and shift per channel, a layer of its own");
    }
}
