using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion;

/// <summary>Multiplies any chain of linear layers out to explicit synapses, one source neuron at a time.</summary>
static class SynapseExpansion
{
    /// <summary>More explicit synapses than this are refused: they would need several gigabytes.</summary>
    const int MaxSynapses = 400_000_000;

    /// <summary>The chain as lists of targets and weights, channels last.</summary>
    /// <exception cref="ModelException">There would be too many synapses.</exception>
    public static SparseMap Expand(IReadOnlyList<Layer> chain, TensorShape source, TensorShape target)
    {
        int[] start = new int[source.Count + 1];
        var targets = new List<int>();
        var weights = new List<float>();

        // The response to one source at a time, as a list of touched elements and a dense scratch for their values.
        int largest = chain.Select(layer => layer.OutputShape.Count).DefaultIfEmpty(0).Max();
        largest = Math.Max(largest, source.Count);
        double[] scratch = new double[largest];
        bool[] touched = new bool[largest];
        var current = new List<(int Index, double Weight)>();
        var order = new List<int>();
        int[] indexOf = InverseOrder(source);
        for (int j = 0; j < source.Count; j++)
        {
            current.Clear();
            current.Add((indexOf[j], 1));
            foreach (Layer layer in chain)
            {
                foreach ((int index, double weight) in current)
                {
                    Spread(layer, index, (output, factor) =>
                    {
                        if (!touched[output])
                        {
                            touched[output] = true;
                            order.Add(output);
                        }

                        scratch[output] += weight * factor;
                    });
                }

                current.Clear();
                foreach (int output in order)
                {
                    current.Add((output, scratch[output]));
                    scratch[output] = 0;
                    touched[output] = false;
                }

                order.Clear();
            }

            foreach ((int index, double weight) in current)
            {
                if (weight != 0)
                {
                    targets.Add(target.ToChannelsLast(index));
                    weights.Add((float)weight);
                }
            }

            if (targets.Count > MaxSynapses)
            {
                throw new ModelException(
                    chain[^1].Name,
                    $"node '{chain[0].Name}'",
                    $"together with the layers up to '{chain[^1].Name}' it needs more than {MaxSynapses:N0} explicit synapses",
                    "Put the pool behind a Relu, or use windows that do not overlap");
            }

            start[j + 1] = targets.Count;
        }

        return new SparseMap(LinearComposer.ToShape(source), LinearComposer.ToShape(target), start, [.. targets], [.. weights]);
    }

    static int[] InverseOrder(TensorShape shape)
    {
        int[] inverse = new int[shape.Count];
        for (int k = 0; k < inverse.Length; k++)
        {
            inverse[shape.ToChannelsLast(k)] = k;
        }

        return inverse;
    }

    /// <summary>Calls back with every output element that an input element takes part in, and its factor.</summary>
    static void Spread(Layer layer, int index, Action<int, double> add)
    {
        TensorShape input = layer.InputShape;
        int x = index % input.Width;
        int y = index / input.Width % input.Height;
        int c = index / (input.Width * input.Height);
        switch (layer)
        {
            case ReshapeLayer:
                add(index, 1);
                break;
            case ScaleLayer scale:
                add(index, scale.Scale[c]);
                break;
            case PadLayer pad:
                add(Index(layer.OutputShape, c, y + pad.Pads.Top, x + pad.Pads.Left), 1);
                break;
            case DenseLayer dense:
                int inputs = input.Count;
                for (int o = 0; o < dense.OutputShape.Channels; o++)
                {
                    add(o, dense.Weights[(o * inputs) + index]);
                }

                break;
            case ConvolutionLayer convolution:
                SpreadConvolution(convolution, c, y, x, add);
                break;
            case AveragePoolLayer pool:
                SpreadPool(pool, c, y, x, add);
                break;
            default:
                throw new InvalidOperationException($"{layer.Operator} is not linear");
        }
    }

    static void SpreadConvolution(ConvolutionLayer layer, int c, int y, int x, Action<int, double> add)
    {
        int inGroup = layer.InputShape.Channels / layer.Groups;
        int outGroup = layer.OutputShape.Channels / layer.Groups;
        int group = c / inGroup;
        for (int ky = 0; ky < layer.Kernel.Height; ky++)
        {
            int row = Output(y + layer.Pads.Top - (ky * layer.Dilations.Height), layer.Strides.Height, layer.OutputShape.Height);
            for (int kx = 0; row >= 0 && kx < layer.Kernel.Width; kx++)
            {
                int column = Output(x + layer.Pads.Left - (kx * layer.Dilations.Width), layer.Strides.Width, layer.OutputShape.Width);
                for (int o = group * outGroup; column >= 0 && o < (group + 1) * outGroup; o++)
                {
                    int weight = (((((o * inGroup) + (c % inGroup)) * layer.Kernel.Height) + ky) * layer.Kernel.Width) + kx;
                    add(Index(layer.OutputShape, o, row, column), layer.Weights[weight]);
                }
            }
        }
    }

    static void SpreadPool(AveragePoolLayer layer, int c, int y, int x, Action<int, double> add)
    {
        for (int ky = 0; ky < layer.Kernel.Height; ky++)
        {
            int row = Output(y + layer.Pads.Top - ky, layer.Strides.Height, layer.OutputShape.Height);
            for (int kx = 0; row >= 0 && kx < layer.Kernel.Width; kx++)
            {
                int column = Output(x + layer.Pads.Left - kx, layer.Strides.Width, layer.OutputShape.Width);
                if (column >= 0)
                {
                    double rows = Counted(layer, row * layer.Strides.Height, layer.Kernel.Height, layer.Pads.Top, layer.Pads.Bottom, layer.InputShape.Height);
                    double columns = Counted(layer, column * layer.Strides.Width, layer.Kernel.Width, layer.Pads.Left, layer.Pads.Right, layer.InputShape.Width);
                    add(Index(layer.OutputShape, c, row, column), 1 / (rows * columns));
                }
            }
        }
    }

    /// <summary>How many positions of a window count in the divisor, along one axis.</summary>
    static int Counted(AveragePoolLayer layer, int first, int kernel, int before, int behind, int length)
    {
        int from = first - before;
        int to = Math.Min(from + kernel, length + behind);
        return layer.CountIncludePad ? to - from : Math.Min(to, length) - Math.Max(from, 0);
    }

    static int Output(int offset, int stride, int outputs) =>
        offset < 0 || offset % stride != 0 || offset / stride >= outputs ? -1 : offset / stride;

    static int Index(TensorShape shape, int c, int y, int x) => (((c * shape.Height) + y) * shape.Width) + x;
}
