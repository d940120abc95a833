using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Onnx.Schema;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests.Support;

/// <summary>Random graphs over maps whose branches split and join, of every kind of operator.</summary>
sealed class RandomGraph(Random random)
{
    static readonly string[] Functions =
    [
        "Relu", "LeakyRelu", "Elu", "Celu", "Selu", "Sigmoid", "Tanh", "HardSigmoid", "HardSwish", "Gelu", "Mish", "Softplus",
        "Softsign", "ThresholdedRelu", "Sign", "Abs", "Erf", "Neg", "Identity", "Dropout",
    ];

    readonly ModelBuilder _model = new(20);
    readonly List<(string Name, int Channels, int Height, int Width)> _values = [];
    int _next;

    public byte[] Build()
    {
        (int channels, int height, int width) = (2 * random.Next(1, 4), random.Next(4, 9), random.Next(4, 9));
        _model.Proto.IrVersion = 9;
        _model.Input(channels, height, width);
        _values.Add(("x", channels, height, width));
        for (int count = random.Next(3, 12); count > 0; count--)
        {
            Step();
        }

        // Every value that nothing reads goes into the output, so that all of them are compared.
        HashSet<string> read = [.. _model.Graph.Node.SelectMany(node => node.Input)];
        string[] flat = [.. _values.Where(value => !read.Contains(value.Name)).Select(value => Made("Flatten", [value.Name]))];
        string output = flat.Length > 1 ? Made("Concat", flat, Int("axis", 1)) : flat[0];
        return _model.Build(output);
    }

    void Step()
    {
        (string name, int c, int h, int w) = _values[random.Next(_values.Count)];
        switch (random.Next(20))
        {
            case 0 or 1 or 2:
                Add(Made(Functions[random.Next(Functions.Length)], [name]), c, h, w);
                break;
            case 3 or 4:
                int outputs = 2 * random.Next(1, 3);
                Add(Made("Conv", [name, Weights(outputs, c / 2, 3, 1), Weights(outputs)], Int("group", 2), Ints("pads", 1, 0, 1, 0)), outputs, h, w);
                break;
            case 5 when h * w < 40:
                Add(Made("ConvTranspose", [name, Weights(c, 2, 2, 2)], Ints("strides", 2, 1)), 2, 2 * h, w + 1);
                break;
            case 6:
                Add(Made("BatchNormalization", [name, Weights(c), Weights(c), Weights(c), Positive(c)]), c, h, w);
                break;
            case 7:
                Add(Made(random.Next(2) == 0 ? "Mul" : "Add", [name, Constant(c, h, w)]), c, h, w);
                break;
            case 8 when h > 1 && w > 1:
                Add(Made(random.Next(2) == 0 ? "MaxPool" : "AveragePool", [name], Ints("kernel_shape", 2, 2), Int("ceil_mode", random.Next(2)),
                    Ints("strides", 1, 1)), c, h - 1, w - 1);
                break;
            case 9:
                Add(Made("Transpose", [name], Ints("perm", 0, 1, 3, 2)), c, w, h);
                break;
            case 10:
                Add(Made("Pad", [name, Integers(0, 0, 0, 1, 0, 0, 1, 1)], Text("mode", ((string[])["constant", "edge"])[random.Next(2)])), c, h + 1, w + 2);
                break;
            case 11 when h * w < 60:
                string mode = ((string[])["nearest", "linear"])[random.Next(2)];
                Add(Made("Resize", [name, "", Floats(1, 1, 2, 1)], Text("mode", mode)), c, 2 * h, w);
                break;
            case 12:
                Split(name, c, h, w);
                break;
            case 13 or 14:
                Join(name, c, h, w);
                break;
            case 15:
                string gate = Made(Functions[random.Next(Functions.Length)], [name]);
                Add(Made("Mul", random.Next(2) == 0 ? [name, gate] : [gate, name]), c, h, w);
                break;
            case 16:
                Quantise(name, c, h, w);
                break;
            case 17:
                Add(Made("MatMul", [name, Weights(w, 3)]), c, h, 3);
                break;
            case 18:
                Add(Made("Clip", [name, Floats0(-0.5f), Floats0(1.5f)]), c, h, w);
                break;
            default:
                Add(Made("Slice", [name, Integers(0), Integers(int.MaxValue), Integers(3), Integers(w > 2 ? 2 : 1)]), c, h, w > 2 ? (w + 1) / 2 : w);
                break;
        }
    }

    void Split(string name, int c, int h, int w)
    {
        string[] parts = [$"v{_next++}", $"v{_next++}"];
        _model.Nodes("Split", parts, [name, Integers(c / 2, c - (c / 2))], Int("axis", 1));
        string[] turned = [.. parts.Reverse()];
        Add(Made("Concat", turned, Int("axis", 1)), c, h, w);
    }

    void Join(string name, int c, int h, int w)
    {
        (string Name, int C, int H, int W)[] alike = [.. _values.Where(value => (value.Height, value.Width) == (h, w))];
        (string other, int channels, _, _) = alike[random.Next(alike.Length)];
        if (channels == c && random.Next(2) == 0)
        {
            Add(Made(((string[])["Add", "Sub", "Sum", "Mean"])[random.Next(4)], [name, other]), c, h, w);
        }
        else if (c + channels <= 16)
        {
            Add(Made("Concat", [name, other], Int("axis", 1)), c + channels, h, w);
        }
    }

    void Quantise(string name, int c, int h, int w)
    {
        if (random.Next(2) == 0)
        {
            string scaled = Made("Div", [name, Floats0(0.3f)]);
            string rounded = Made(((string[])["Floor", "Round", "Ceil"])[random.Next(3)], [scaled]);
            string clipped = Made("Clip", [rounded, Floats0(0), Floats0(4)]);
            Add(Made("Mul", [clipped, Floats0(0.3f)]), c, h, w);
            return;
        }

        string scale = Floats0(0.02f);
        string zero = $"c{_next++}";
        _model.Whole(zero, OnnxElementType.UInt8, [], random.Next(256));
        Add(Made("DequantizeLinear", [Made("QuantizeLinear", [name, scale, zero]), scale, zero]), c, h, w);
    }

    void Add(string name, int channels, int height, int width) => _values.Add((name, channels, height, width));

    string Made(string type, string[] inputs, params AttributeProto[] attributes)
    {
        string output = $"v{_next++}";
        _model.Node(type, output, inputs, attributes);
        return output;
    }

    string Constant(int c, int h, int w) => random.Next(3) switch
    {
        0 => Floats0(0.7f),
        1 => Weights(c, 1, 1),
        _ => Weights(h, w),
    };

    string Weights(params int[] dims)
    {
        _model.Weights($"c{_next}", dims);
        return $"c{_next++}";
    }

    string Positive(int count)
    {
        _model.Floats($"c{_next}", [count], [.. Enumerable.Range(1, count).Select(k => 0.25f * k)]);
        return $"c{_next++}";
    }

    string Floats(params float[] values)
    {
        _model.Floats($"c{_next}", [values.Length], values);
        return $"c{_next++}";
    }

    string Floats0(float value)
    {
        _model.Floats($"c{_next}", [], value);
        return $"c{_next++}";
    }

    string Integers(params long[] values)
    {
        _model.Integers($"c{_next}", values);
        return $"c{_next++}";
    }
}
