using System.Text.Json;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>A recorded case of lava's learning engine, ready to be run and compared.</summary>
sealed class LavaCase
{
    readonly JsonElement _root;
    readonly JsonElement _parameters;
    readonly JsonElement _input;
    readonly JsonElement _random;

    public LavaCase(string file)
    {
        _root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        _parameters = _root.GetProperty("params");
        _input = _root.GetProperty("input");
        _random = _root.GetProperty("random");
        Pre = Int("in");
        Post = Int("out");
        Steps = _root.GetProperty("steps").GetInt32();
        ThreeFactor = _parameters.GetProperty("three_factor").GetBoolean();
    }

    public int Pre { get; }

    public int Post { get; }

    public int Steps { get; }

    public bool ThreeFactor { get; }

    public LearningRule Rule => new()
    {
        Weight = Sum("dw"),
        Delay = Sum("dd"),
        Tag = Sum("dt"),
        Epoch = Int("t_epoch"),
        X1 = Trace("x1"),
        X2 = Trace("x2"),
        Y1 = Trace("y1"),
        Y2 = Trace("y2"),
        Y3 = Trace("y3"),
        ThreeFactor = ThreeFactor,
        GradedSpikes = _parameters.GetProperty("graded_spike_cfg").GetString() switch
        {
            "OVERWRITE" => GradedSpikes.Overwrite,
            "ADD_WITH_SATURATION" => GradedSpikes.AddWithSaturation,
            "ADD_WITHOUT_SATURATION" => GradedSpikes.AddWithoutSaturation,
            _ => GradedSpikes.RegularImpulse,
        },
    };

    public LearningDense Build(KernelSet kernels)
    {
        int[][] weights = Rows(_parameters.GetProperty("weights"));
        int[] preMajor = [.. Enumerable.Range(0, Pre).SelectMany(i => weights.Select(row => row[i]))];
        var format = new WeightFormat(
            WeightRounding.Floor,
            Enum.Parse<SignMode>(_parameters.GetProperty("sign_mode").GetString()!, ignoreCase: true),
            Int("num_weight_bits"),
            Int("weight_exp"));
        var rounding = new RecordedRounding(
            Doubles("x_decay"), Ints("x_impulse"), Doubles("y_decay"), Ints("y_impulse"), Doubles("conn_round"));
        return new LearningDense(Pre, Post, preMajor, Rule, format, rounding, LearningArithmetic.Lava, kernels)
        {
            SendsPayload = Int("num_message_bits") > 0,
        };
    }

    /// <summary>Steps the engine through the case; after each step every recorded variable must be the same.</summary>
    public void Check(LearningDense engine)
    {
        int[][] pre = Rows(_input.GetProperty("s_in"));
        int[][] post = Rows(_input.GetProperty("s_in_bap"));
        int[] output = new int[Post];
        for (int t = 0; t < Steps; t++)
        {
            if (ThreeFactor)
            {
                engine.Step(pre[t], post[t], Modulation("y1", t), Modulation("y2", t), Modulation("y3", t), output);
            }
            else
            {
                engine.Step(pre[t], post[t], output);
            }

            Same("a_out", t, output);
            Same("x1", t, engine.X1);
            Same("x2", t, engine.X2);
            Same("y1", t, engine.Y1);
            Same("y2", t, engine.Y2);
            Same("y3", t, engine.Y3);
            Same("weights", t, PostMajor(engine.Weights));
            Same("tag_2", t, PostMajor(engine.Delays));
            Same("tag_1", t, PostMajor(engine.Tags));
        }
    }

    delegate ReadOnlySpan<short> RowOf(int pre);

    int[] PostMajor(RowOf row)
    {
        int[] flat = new int[Pre * Post];
        for (int i = 0; i < Pre; i++)
        {
            for (int j = 0; j < Post; j++)
            {
                flat[(j * Pre) + i] = row(i)[j];
            }
        }

        return flat;
    }

    void Same(string variable, int step, ReadOnlySpan<int> actual)
    {
        int[] expected = Row(_root.GetProperty("output").GetProperty(variable)[step]);
        for (int n = 0; n < expected.Length; n++)
        {
            Assert.True(
                expected[n] == actual[n],
                $"step {step + 1}: {variable}[{n}] is {actual[n]}, recorded {expected[n]}");
        }
    }

    SumOfProducts? Sum(string target) =>
        _parameters.GetProperty("rule_strings").TryGetProperty(target, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? SumOfProducts.Parse(text.GetString()!)
            : null;

    TraceDynamics Trace(string name) => new(
        _parameters.GetProperty(name + "_impulse").GetDouble(),
        TraceDecay.Exponential(_parameters.GetProperty(name + "_tau").GetDouble()));

    int Int(string name) => _parameters.GetProperty(name).GetInt32();

    int[] Modulation(string name, int step) => Row(_input.GetProperty(name)[step]);

    int[] Ints(string name) => Row(_random.GetProperty(name));

    double[] Doubles(string name) => [.. _random.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    static int[][] Rows(JsonElement rows) => [.. rows.EnumerateArray().Select(Row)];

    static int[] Row(JsonElement row) => [.. row.EnumerateArray().Select(e => e.GetInt32())];

    /// <summary>The products that lava parsed, one text each, in our way of writing them.</summary>
    public IEnumerable<(string Target, SumOfProducts Ours, string[] Recorded)> Products()
    {
        foreach (JsonProperty target in _parameters.GetProperty("products").EnumerateObject())
        {
            yield return (target.Name, Sum(target.Name)!, [.. target.Value.EnumerateArray().Select(Describe)]);
        }
    }

    static string Describe(JsonElement product)
    {
        string dependency = product.GetProperty("dependency").GetString()!;
        string trigger = dependency == "u" ? $"u{product.GetProperty("decimate_exponent").GetInt32()}" : dependency;
        IEnumerable<string> factors = product.GetProperty("factors").EnumerateArray().Select(factor =>
            $"{factor.GetProperty("var").GetString()}/{Constant(factor)}/{factor.GetProperty("sgn").GetBoolean()}");
        return $"{trigger} {product.GetProperty("s_mantissa").GetInt32()} {product.GetProperty("s_exp").GetInt32()} {string.Join(' ', factors)}";
    }

    static int Constant(JsonElement factor) =>
        factor.GetProperty("const").ValueKind == JsonValueKind.Number ? factor.GetProperty("const").GetInt32() : 0;
}
