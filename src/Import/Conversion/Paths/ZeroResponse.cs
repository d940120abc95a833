using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>
/// What the linear layers in front of a population give when no population sends anything: the bias of each of its
/// neurons, border effects included.
/// </summary>
sealed class ZeroResponse
{
    readonly LinearWalk<float[]> _walk;

    /// <summary>The responses of a network.</summary>
    public ZeroResponse(NetworkCut cut) => _walk = new(cut, segment => new float[segment.Shape.Count], Through);

    /// <summary>The biases of a segment, channels last; segments are asked for in order, each once.</summary>
    public float[] Of(Segment segment) => segment.Shape.ToChannelsLast<float>(_walk.Of(segment));

    static float[] Through(Layer layer, IReadOnlyList<float[]> inputs)
    {
        float[] output = new float[layer.OutputShape.Count];
        switch (layer)
        {
            case ConvolutionLayer { Bias: null } or DenseLayer { Bias: null } when IsZero(inputs[0]):
                break;
            case ConvolutionLayer { Bias: { } bias } when IsZero(inputs[0]):
                int plane = output.Length / bias.Length;
                for (int c = 0; c < bias.Length; c++)
                {
                    output.AsSpan(c * plane, plane).Fill(bias[c]);
                }

                break;
            case DenseLayer { Bias: { } bias } when IsZero(inputs[0]):
                bias.CopyTo(output, 0);
                break;
            case ActivationLayer:
                // It rectifies what is rectified already.
                inputs[0].CopyTo(output, 0);
                break;
            case SumLayer or ConcatLayer:
                FloatKernels.Join(layer, inputs, output);
                break;
            default:
                FloatKernels.Run(layer, inputs[0], output);
                break;
        }

        return output;
    }

    static bool IsZero(float[] values) => !values.AsSpan().ContainsAnyExcept(0f);
}
