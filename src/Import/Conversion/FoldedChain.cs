using Neuromorphic.Core;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// A chain of linear layers of the form scale → pool → (convolution or fully connected) → scale, with reshapes anywhere:
/// what compact synapses can hold. Only the linear part; biases come from the chain's zero response.
/// </summary>
sealed class FoldedChain
{
    readonly TensorShape _source;
    readonly double[] _scaleBefore;
    int _poolHeight = 1;
    int _poolWidth = 1;
    TensorShape _pooled;
    Padding _pad;
    Layer? _core;
    double[]? _scaleBehind;

    FoldedChain(TensorShape source)
    {
        _source = source;
        _pooled = source;
        _scaleBefore = new double[source.Channels];
        _scaleBefore.AsSpan().Fill(1);
    }

    /// <summary>Folds the chain, or gives null where it has another form.</summary>
    public static FoldedChain? TryFold(IReadOnlyList<Layer> chain, TensorShape source)
    {
        var folded = new FoldedChain(source);
        return chain.All(folded.Fold) && (folded._core is not null || folded._pad == default) ? folded : null;
    }

    /// <summary>The folded weights as a map.</summary>
    public LinearMap? ToMap(TensorShape target) => _core switch
    {
        null => ToConvolution(IdentityKernel()),
        ConvolutionLayer convolution => ToConvolution(convolution),
        DenseLayer dense => ToDense(dense, target),
        _ => null,
    };

    bool Fold(Layer layer) => layer switch
    {
        ReshapeLayer => true,
        ScaleLayer scale => FoldScale(scale),
        AveragePoolLayer pool => FoldPool(pool),
        PadLayer pad => FoldPad(pad),
        ConvolutionLayer convolution => FoldCore(convolution, _pooled == convolution.InputShape),
        DenseLayer dense => FoldCore(dense, _pad == default),
        _ => false,
    };

    bool FoldScale(ScaleLayer scale)
    {
        double[] factors = _core is null ? _scaleBefore : _scaleBehind!;
        if (factors.Length != scale.Scale.Length)
        {
            return false;
        }

        for (int c = 0; c < factors.Length; c++)
        {
            factors[c] *= scale.Scale[c];
        }

        return true;
    }

    /// <summary>Only windows that tile the map: each source then lies in at most one, and all have the same divisor.</summary>
    bool FoldPool(AveragePoolLayer pool)
    {
        bool tiles = pool.Pads == default
            && (pool.Kernel == pool.Strides || pool.OutputShape.IsFlat)
            && pool.OutputShape.Height == pool.InputShape.Height / pool.Kernel.Height
            && pool.OutputShape.Width == pool.InputShape.Width / pool.Kernel.Width;
        if (!tiles || _core is not null || _pad != default || _pooled != pool.InputShape)
        {
            return false;
        }

        _poolHeight *= pool.Kernel.Height;
        _poolWidth *= pool.Kernel.Width;
        _pooled = pool.OutputShape;
        return true;
    }

    /// <summary>Zeros in front of a convolution are more of its own padding.</summary>
    bool FoldPad(PadLayer pad)
    {
        if (_core is not null || _pad != default)
        {
            return false;
        }

        _pad = pad.Pads;
        _pooled = pad.OutputShape;
        return true;
    }

    bool FoldCore(Layer layer, bool fits)
    {
        if (_core is not null || !fits)
        {
            return false;
        }

        _core = layer;
        _scaleBehind = new double[layer.OutputShape.Channels];
        _scaleBehind.AsSpan().Fill(1);
        return true;
    }

    ConvolutionLayer IdentityKernel()
    {
        float[] ones = new float[_source.Channels];
        ones.AsSpan().Fill(1);
        _scaleBehind = [.. ones.Select(one => (double)one)];
        return new ConvolutionLayer
        {
            Name = "identity",
            Operator = "Identity",
            Inputs = [],
            Output = "",
            InputShape = _pooled,
            OutputShape = _pooled,
            Weights = ones,
            Bias = null,
            Kernel = new(1, 1),
            Strides = new(1, 1),
            Dilations = new(1, 1),
            Pads = default,
            Groups = _source.Channels,
        };
    }

    ConvolutionMap ToConvolution(ConvolutionLayer layer)
    {
        int inGroup = _source.Channels / layer.Groups;
        int taps = layer.Kernel.Height * layer.Kernel.Width;
        int outGroup = layer.OutputShape.Channels / layer.Groups;
        float[] weights = new float[layer.Weights.Length];
        double area = (double)_poolHeight * _poolWidth;
        for (int k = 0; k < weights.Length; k++)
        {
            int target = k / (taps * inGroup);
            int source = (target / outGroup * inGroup) + (k / taps % inGroup);
            weights[k] = (float)(layer.Weights[k] * _scaleBefore[source] * _scaleBehind![target] / area);
        }

        // The synapses' windows run over the pooled source; padding given as a layer of its own joins the convolution's.
        var rows = new SlidingWindow(
            _source.Height / _poolHeight, layer.OutputShape.Height, layer.Kernel.Height, layer.Strides.Height, layer.Pads.Top + _pad.Top, layer.Dilations.Height);
        var columns = new SlidingWindow(
            _source.Width / _poolWidth, layer.OutputShape.Width, layer.Kernel.Width, layer.Strides.Width, layer.Pads.Left + _pad.Left, layer.Dilations.Width);
        return new ConvolutionMap(
            LinearComposer.ToShape(_source), layer.OutputShape.Channels, rows, columns, layer.Groups, weights, _poolHeight, _poolWidth);
    }

    DenseMap ToDense(DenseLayer layer, TensorShape target)
    {
        // ONNX flattens the pooled map as C,H,W; rows follow that order.
        int inputs = _pooled.Count;
        int outputs = layer.OutputShape.Channels;
        int plane = _pooled.Height * _pooled.Width;
        double area = (double)_poolHeight * _poolWidth;
        float[] weights = new float[layer.Weights.Length];
        for (int o = 0; o < outputs; o++)
        {
            int column = target.ToChannelsLast(o);
            for (int f = 0; f < inputs; f++)
            {
                weights[(f * outputs) + column] = (float)(layer.Weights[(o * inputs) + f] * _scaleBefore[f / plane] * _scaleBehind![o] / area);
            }
        }

        Shape source = LinearComposer.ToShape(_source);
        int[] rowOfSource = new int[source.Count];
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < source.Width; x++)
            {
                int py = y / _poolHeight;
                int px = x / _poolWidth;
                for (int c = 0; c < source.Channels; c++)
                {
                    rowOfSource[source.Index(y, x, c)] =
                        py < _pooled.Height && px < _pooled.Width ? (c * plane) + (py * _pooled.Width) + px : -1;
                }
            }
        }

        return new DenseMap(source, LinearComposer.ToShape(target), rowOfSource, weights);
    }
}
