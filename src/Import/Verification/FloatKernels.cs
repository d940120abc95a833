using System.Numerics;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Verification;

/// <summary>What each kind of layer computes, in 32-bit floats, for one sample in C,H,W order.</summary>
static class FloatKernels
{
    public static void Run(Layer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        switch (layer)
        {
            case ConvolutionLayer convolution:
                Convolve(convolution, input, output);
                break;
            case DenseLayer dense:
                Multiply(dense, input, output);
                break;
            case LinearLayer linear:
                Weigh(linear, input, output);
                break;
            case ScaleLayer scale:
                Scale(scale, input, output);
                break;
            case ActivationLayer activation:
                Activate(activation, input, output);
                break;
            case IndexMapLayer map:
                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = map.Sources[i] < 0 ? map.Fill : input[map.Sources[i]];
                }

                break;
            case SumLayer or ConcatLayer:
                Join(layer, [input.ToArray()], output);
                break;
            case MaxPoolLayer pool:
                MaxPool(pool, input, output);
                break;
            case AveragePoolLayer pool:
                AveragePool(pool, input, output);
                break;
            case PadLayer pad:
                Pad(pad, input, output);
                break;
            case ReshapeLayer:
                input.CopyTo(output);
                break;
            case SoftmaxLayer softmax:
                Softmax(softmax, input, output);
                break;
            default:
                throw new NotSupportedException($"No kernel for {layer.GetType().Name}.");
        }
    }

    /// <summary>What a layer that joins several values computes.</summary>
    public static void Join(Layer layer, IReadOnlyList<float[]> inputs, Span<float> output)
    {
        switch (layer)
        {
            case SumLayer sum:
                output.Clear();
                for (int k = 0; k < inputs.Count; k++)
                {
                    AddScaled(inputs[k], sum.Factors[k], output);
                }

                break;
            case ConcatLayer concat:
                for (int k = 0; k < inputs.Count; k++)
                {
                    for (int i = 0; i < inputs[k].Length; i++)
                    {
                        output[concat.Targets[k][i]] = inputs[k][i];
                    }
                }

                break;
            default:
                throw new NotSupportedException($"{layer.GetType().Name} does not join values.");
        }
    }

    static void Activate(ActivationLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        int map = input.Length / layer.InputShape.Channels;
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = (float)layer.Function.Evaluate(input[i], i / map);
        }
    }

    // Row by row: each tap of the kernel adds a scaled piece of an input row to an output row.
    static void Convolve(ConvolutionLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        (TensorShape from, TensorShape to, Extent kernel) = (layer.InputShape, layer.OutputShape, layer.Kernel);
        int groupInputs = from.Channels / layer.Groups;
        int groupOutputs = to.Channels / layer.Groups;
        int weight = 0;
        for (int c = 0; c < to.Channels; c++)
        {
            Span<float> map = output.Slice(c * to.Height * to.Width, to.Height * to.Width);
            map.Fill(layer.Bias?[c] ?? 0);
            int firstInput = c / groupOutputs * groupInputs;
            for (int k = firstInput; k < firstInput + groupInputs; k++)
            {
                ReadOnlySpan<float> source = input.Slice(k * from.Height * from.Width, from.Height * from.Width);
                for (int ky = 0; ky < kernel.Height; ky++)
                {
                    for (int kx = 0; kx < kernel.Width; kx++)
                    {
                        AddTap(layer, source, map, layer.Weights[weight++],
                            (ky * layer.Dilations.Height) - layer.Pads.Top, (kx * layer.Dilations.Width) - layer.Pads.Left);
                    }
                }
            }
        }
    }

    static void AddTap(ConvolutionLayer layer, ReadOnlySpan<float> source, Span<float> map, float weight, int dy, int dx)
    {
        (TensorShape from, TensorShape to, int step) = (layer.InputShape, layer.OutputShape, layer.Strides.Width);
        int first = dx >= 0 ? 0 : (-dx + step - 1) / step;
        int last = Math.Min(to.Width - 1, from.Width - 1 - dx < 0 ? -1 : (from.Width - 1 - dx) / step);
        if (last < first)
        {
            return;
        }

        for (int y = 0; y < to.Height; y++)
        {
            int row = (y * layer.Strides.Height) + dy;
            if ((uint)row >= (uint)from.Height)
            {
                continue;
            }

            Span<float> target = map.Slice((y * to.Width) + first, last - first + 1);
            ReadOnlySpan<float> values = source[((row * from.Width) + (first * step) + dx)..];
            if (step == 1)
            {
                AddScaled(values[..target.Length], weight, target);
                continue;
            }

            for (int x = 0; x < target.Length; x++)
            {
                target[x] += weight * values[x * step];
            }
        }
    }

    static void AddScaled(ReadOnlySpan<float> values, float weight, Span<float> target)
    {
        int x = 0;
        for (; x <= target.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            Span<float> piece = target.Slice(x, Vector<float>.Count);
            (new Vector<float>(piece) + (new Vector<float>(values.Slice(x, Vector<float>.Count)) * weight)).CopyTo(piece);
        }

        for (; x < target.Length; x++)
        {
            target[x] += weight * values[x];
        }
    }

    static void Multiply(DenseLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        for (int row = 0; row < output.Length; row++)
        {
            ReadOnlySpan<float> weights = layer.Weights.AsSpan(row * input.Length, input.Length);
            Vector<float> sums = Vector<float>.Zero;
            int i = 0;
            for (; i <= input.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                sums += new Vector<float>(weights.Slice(i, Vector<float>.Count))
                    * new Vector<float>(input.Slice(i, Vector<float>.Count));
            }

            float sum = Vector.Sum(sums) + (layer.Bias?[row] ?? 0);
            for (; i < input.Length; i++)
            {
                sum += weights[i] * input[i];
            }

            output[row] = sum;
        }
    }

    static void Weigh(LinearLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        for (int row = 0; row < output.Length; row++)
        {
            double sum = layer.Bias?[row] ?? 0;
            for (int k = layer.RowStarts[row]; k < layer.RowStarts[row + 1]; k++)
            {
                sum += (double)layer.Weights[k] * input[layer.Sources[k]];
            }

            output[row] = (float)sum;
        }
    }

    static void Scale(ScaleLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        int map = input.Length / layer.InputShape.Channels;
        for (int i = 0; i < input.Length; i++)
        {
            int c = i / map;
            output[i] = (layer.Scale[c] * input[i]) + layer.Shift[c];
        }
    }

    static void MaxPool(MaxPoolLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        (TensorShape from, TensorShape to) = (layer.InputShape, layer.OutputShape);
        int index = 0;
        for (int c = 0; c < to.Channels; c++)
        {
            ReadOnlySpan<float> map = input.Slice(c * from.Height * from.Width, from.Height * from.Width);
            for (int y = 0; y < to.Height; y++)
            {
                for (int x = 0; x < to.Width; x++)
                {
                    output[index++] = Largest(layer, map, (y * layer.Strides.Height) - layer.Pads.Top,
                        (x * layer.Strides.Width) - layer.Pads.Left);
                }
            }
        }
    }

    static float Largest(MaxPoolLayer layer, ReadOnlySpan<float> map, int top, int left)
    {
        TensorShape from = layer.InputShape;
        float largest = float.MinValue;
        for (int ky = 0; ky < layer.Kernel.Height; ky++)
        {
            int row = top + (ky * layer.Dilations.Height);
            if ((uint)row >= (uint)from.Height)
            {
                continue;
            }

            for (int kx = 0; kx < layer.Kernel.Width; kx++)
            {
                int column = left + (kx * layer.Dilations.Width);
                if ((uint)column < (uint)from.Width)
                {
                    largest = Math.Max(largest, map[(row * from.Width) + column]);
                }
            }
        }

        return largest;
    }

    static void AveragePool(AveragePoolLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        (TensorShape from, TensorShape to, Padding pads) = (layer.InputShape, layer.OutputShape, layer.Pads);
        int index = 0;
        for (int c = 0; c < to.Channels; c++)
        {
            ReadOnlySpan<float> map = input.Slice(c * from.Height * from.Width, from.Height * from.Width);
            for (int y = 0; y < to.Height; y++)
            {
                int top = (y * layer.Strides.Height) - pads.Top;
                (int firstRow, int endRow) = (Math.Max(top, 0), Math.Min(top + layer.Kernel.Height, from.Height));
                int rows = layer.CountIncludePad
                    ? Math.Min(top + layer.Kernel.Height, from.Height + pads.Bottom) - top
                    : endRow - firstRow;
                for (int x = 0; x < to.Width; x++)
                {
                    int left = (x * layer.Strides.Width) - pads.Left;
                    (int first, int end) = (Math.Max(left, 0), Math.Min(left + layer.Kernel.Width, from.Width));
                    int columns = layer.CountIncludePad
                        ? Math.Min(left + layer.Kernel.Width, from.Width + pads.Right) - left
                        : end - first;
                    double sum = 0;
                    for (int row = firstRow; row < endRow; row++)
                    {
                        foreach (float value in map[((row * from.Width) + first)..((row * from.Width) + end)])
                        {
                            sum += value;
                        }
                    }

                    output[index++] = (float)(sum / ((double)rows * columns));
                }
            }
        }
    }

    static void Pad(PadLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        (TensorShape from, TensorShape to) = (layer.InputShape, layer.OutputShape);
        output.Clear();
        for (int c = 0; c < from.Channels; c++)
        {
            for (int y = 0; y < from.Height; y++)
            {
                int target = (((c * to.Height) + y + layer.Pads.Top) * to.Width) + layer.Pads.Left;
                input.Slice(((c * from.Height) + y) * from.Width, from.Width).CopyTo(output[target..]);
            }
        }
    }

    static void Softmax(SoftmaxLayer layer, ReadOnlySpan<float> input, Span<float> output)
    {
        float largest = float.MinValue;
        foreach (float value in input)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (float value in input)
        {
            sum += Math.Exp((double)value - largest);
        }

        double logarithm = Math.Log(sum);
        for (int i = 0; i < input.Length; i++)
        {
            double log = (double)input[i] - largest - logarithm;
            output[i] = (float)(layer.Logarithm ? log : Math.Exp(log));
        }
    }
}
