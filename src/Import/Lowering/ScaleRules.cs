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

    public static Outcome Arithmetic(NodeContext context)
    {
        int constantIndex = 1 - context.ActivationIndex;
        if (context.Constant(constantIndex) is not { } stored)
        {
            return Outcome.Refused("combines activations; a constant on one side is needed", context.Dims);
        }

        if (context.Node.Operator == "Div" && constantIndex == 0)
        {
            return Outcome.Refused("divides by an activation; division by a constant is needed", context.Dims);
        }

        if (PerChannel(context, stored) is not { } constant)
        {
            return Outcome.Refused(
                $"its constant of dimensions [{string.Join(", ", stored.Dims)}] is not one number per channel", null);
        }

        float[] scale = new float[constant.Length];
        float[] shift = new float[constant.Length];
        for (int c = 0; c < constant.Length; c++)
        {
            (scale[c], shift[c]) = context.Node.Operator switch
            {
                "Mul" => (constant[c], 0f),
                "Div" => (1 / constant[c], 0f),
                "Add" => (1f, constant[c]),
                _ when constantIndex == 1 => (1f, -constant[c]),
                _ => (-1f, constant[c]),
            };
        }

        if (context.Node.Operator == "Add" && context.Producer is DenseLayer { Operator: "MatMul", Bias: null } dense)
        {
            DenseLayer biased = dense with { Output = context.Output, Bias = constant, StoredBias = stored.Count };
            return new Outcome(Treatment.Folded, $"the bias of MatMul '{Printable.Name(dense.Name)}'", context.Dims,
                biased, ReplacesProducer: true);
        }

        return Scaled(context, scale, shift, stored.Count);
    }

    // Broadcasting aligns dimensions from the right; the channel is the first behind the batch.
    static float[]? PerChannel(NodeContext context, OnnxTensor stored)
    {
        int rank = context.Dims.Length + 1;
        int channels = context.Shape.Channels;
        if (stored.Dims.Count > rank || stored.Count == 0)
        {
            return null;
        }

        for (int axis = 0; axis < stored.Dims.Count; axis++)
        {
            int aligned = rank - stored.Dims.Count + axis;
            if (stored.Dims[axis] != 1 && (aligned != 1 || stored.Dims[axis] != channels))
            {
                return null;
            }
        }

        ReadOnlySpan<float> floats = context.Floats(stored, "constants");
        float[] constant = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            constant[c] = floats[floats.Length == 1 ? 0 : c];
        }

        return constant;
    }

    static Outcome Scaled(
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

        ScaleLayer layer = new()
        {
            Name = context.Node.Name,
            Operator = context.Node.Operator,
            Inputs = context.LayerInputs,
            Output = context.Output,
            InputShape = context.Shape,
            OutputShape = context.Shape,
            Scale = scale,
            Shift = shift,
            StoredParameters = parameters,
            OutputMoments = moments,
        };
        return context.Producer is ConvolutionLayer or DenseLayer
            ? Outcome.Folded(layer, context.Dims,
                $"scale and shift per channel, into the weights of {context.Producer.Operator} "
                + $"'{Printable.Name(context.Producer.Name)}'")
            : Outcome.Converted(layer, context.Dims, "scale and shift per channel, a layer of its own");
    }
}
