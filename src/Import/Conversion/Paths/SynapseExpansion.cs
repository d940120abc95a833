using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>
/// Multiplies all paths from a population to a value out to explicit synapses, one source neuron at a time: its response
/// passes every layer between them once, however many branches it takes.
/// </summary>
sealed class SynapseExpansion
{
    readonly WorkBudget _budget;
    readonly Layer[] _layers;
    readonly int[][] _inputs;
    readonly int[][][] _readersOfElement;
    readonly FanOut?[] _fanOuts;
    readonly SparseVector[] _values;

    SynapseExpansion(string source, TensorShape shape, IReadOnlyList<Layer> layers, WorkBudget budget)
    {
        _budget = budget;
        _layers = [.. layers];
        _inputs = new int[layers.Count][];
        _readersOfElement = new int[layers.Count][][];
        _fanOuts = [.. layers.Select(layer => layer is LinearLayer linear ? new FanOut(linear) : null)];
        _values = new SparseVector[layers.Count + 1];
        _values[0] = new SparseVector(shape.Count);
        var indexOf = new Dictionary<string, int> { [source] = 0 };
        for (int k = 0; k < _layers.Length; k++)
        {
            // Inputs that the source does not reach stay zero.
            _inputs[k] = [.. _layers[k].Inputs.Select(input => indexOf.GetValueOrDefault(input, -1))];
            _values[k + 1] = new SparseVector(_layers[k].OutputShape.Count);
            _readersOfElement[k] = _layers[k] is IndexMapLayer map ? Readers(map) : [];
            indexOf.Add(_layers[k].Output, k + 1);
        }
    }

    /// <summary>The explicit synapses, channels last.</summary>
    /// <param name="source">The value that the source population carries.</param>
    /// <param name="shape">Shape of the source population.</param>
    /// <param name="layers">The linear layers between, in order; the last one makes the target value.</param>
    /// <param name="target">Shape of the target population.</param>
    /// <param name="budget">What it may cost.</param>
    /// <exception cref="ModelException">There would be too many synapses.</exception>
    public static SparseMap Expand(string source, TensorShape shape, IReadOnlyList<Layer> layers, TensorShape target, WorkBudget budget)
    {
        var expansion = new SynapseExpansion(source, shape, layers, budget);
        int[] start = new int[shape.Count + 1];
        var targets = new List<int>();
        var weights = new List<float>();
        int[] indexOf = InverseOrder(shape);
        for (int j = 0; j < shape.Count; j++)
        {
            SparseVector response = expansion.ResponseTo(indexOf[j]);
            foreach (int index in response.Touched)
            {
                double weight = response[index];
                if (weight != 0)
                {
                    targets.Add(target.ToChannelsLast(index));
                    weights.Add((float)weight);
                }
            }

            start[j + 1] = targets.Count;
            budget.Synapses(start[j + 1] - start[j], layers[^1]);
        }

        return new SparseMap(LinearMap.PopulationShape(shape), LinearMap.PopulationShape(target), start, [.. targets], [.. weights]);
    }

    SparseVector ResponseTo(int element)
    {
        _values[0].Clear();
        _values[0].Add(element, 1);
        for (int k = 0; k < _layers.Length; k++)
        {
            Layer layer = _layers[k];
            SparseVector output = _values[k + 1];
            output.Clear();
            long products = 0;
            for (int input = 0; input < _inputs[k].Length; input++)
            {
                if (_inputs[k][input] < 0)
                {
                    continue;
                }

                SparseVector from = _values[_inputs[k][input]];
                foreach (int index in from.Touched)
                {
                    double weight = from[index];
                    if (weight != 0)
                    {
                        Spread(layer, k, input, index, (to, factor) =>
                        {
                            products++;
                            output.Add(to, weight * factor);
                        });
                    }
                }
            }

            _budget.Products(products, layer);
        }

        return _values[^1];
    }

    static int[][] Readers(IndexMapLayer map)
    {
        var readers = new List<int>?[map.InputShape.Count];
        for (int k = 0; k < map.Sources.Length; k++)
        {
            if (map.Sources[k] >= 0)
            {
                (readers[map.Sources[k]] ??= []).Add(k);
            }
        }

        return [.. readers.Select(list => list?.ToArray() ?? [])];
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
    void Spread(Layer layer, int position, int number, int index, Action<int, double> add)
    {
        TensorShape input = layer.InputShape;
        int x = index % input.Width;
        int y = index / input.Width % input.Height;
        int c = index / (input.Width * input.Height);
        switch (layer)
        {
            case ReshapeLayer or ActivationLayer:
                add(index, 1);
                break;
            case SumLayer sum:
                add(index, sum.Factors[number]);
                break;
            case ConcatLayer concat:
                add(concat.Targets[number][index], 1);
                break;
            case IndexMapLayer:
                foreach (int reader in _readersOfElement[position][index])
                {
                    add(reader, 1);
                }

                break;
            case LinearLayer:
                _fanOuts[position]!.Visit(index, add);
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
