using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>learning</c>: plastic dense synapses under rules written as sums of products (lava).</summary>
sealed class LearningCase : ICaseKind
{
    const int Most = 4096;

    static readonly string[] Modulators = ["y1", "y2", "y3"];

    public string Name => "learning";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "lava")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        int steps = file.Steps;
        CaseFields parameters = file.Parameters;
        int pre = parameters.Whole("in", 1, Most);
        int post = parameters.Whole("out", 1, Most);
        bool threeFactor = parameters.Flag("three_factor");
        LearningDense engine = Build(file, pre, post, threeFactor, kernels);
        int[][] preSpikes = file.Input.Rows("s_in", steps, pre);
        int[][] postSpikes = file.Input.Rows("s_in_bap", steps, post);
        int[][][] modulation = threeFactor ? [.. Modulators.Select(name => file.Input.Rows(name, steps, post))] : [];
        CaseFields output = file.Output;
        (string Name, int[][] Rows, Func<int[]> Get)[] recorded =
        [
            ("x1", output.Rows("x1", steps, pre), () => engine.X1.ToArray()),
            ("x2", output.Rows("x2", steps, pre), () => engine.X2.ToArray()),
            ("y1", output.Rows("y1", steps, post), () => engine.Y1.ToArray()),
            ("y2", output.Rows("y2", steps, post), () => engine.Y2.ToArray()),
            ("y3", output.Rows("y3", steps, post), () => engine.Y3.ToArray()),
            ("weights", output.Rows("weights", steps, pre * post), () => PostMajor(pre, post, engine.Weights)),
            ("tag_2", output.Rows("tag_2", steps, pre * post), () => PostMajor(pre, post, engine.Delays)),
            ("tag_1", output.Rows("tag_1", steps, pre * post), () => PostMajor(pre, post, engine.Tags)),
        ];
        int[][] sent = output.Rows("a_out", steps, post);
        int[] sums = new int[post];
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            if (threeFactor)
            {
                engine.Step(preSpikes[t], postSpikes[t], modulation[0][t], modulation[1][t], modulation[2][t], sums);
            }
            else
            {
                engine.Step(preSpikes[t], postSpikes[t], sums);
            }

            comparison.Values("a_out", t + 1, sent[t], sums);
            foreach ((string name, int[][] rows, Func<int[]> get) in recorded)
            {
                comparison.Values(name, t + 1, rows[t], get());
            }
        }

        return comparison.Outcome;
    }

    delegate ReadOnlySpan<short> RowOf(int pre);

    static LearningDense Build(CaseFile file, int pre, int post, bool threeFactor, KernelSet kernels)
    {
        CaseFields parameters = file.Parameters;
        int[][] weights = parameters.Rows("weights", post, pre);
        int[] preMajor = [.. Enumerable.Range(0, pre).SelectMany(i => weights.Select(row => row[i]))];
        WeightFormat format = new(
            WeightRounding.Floor, WeightFields.Signs(parameters), parameters.Whole("num_weight_bits"), parameters.Whole("weight_exp"));
        CaseFields random = file.Fields.Object("random");
        RecordedRounding rounding = new(
            random.Numbers("x_decay"),
            random.WholesOfAnyLength("x_impulse"),
            random.Numbers("y_decay"),
            random.WholesOfAnyLength("y_impulse"),
            random.Numbers("conn_round"));
        return new LearningDense(pre, post, preMajor, Rule(parameters, threeFactor), format, rounding, LearningArithmetic.Lava, kernels)
        {
            SendsPayload = parameters.Whole("num_message_bits", 0, 32) > 0,
        };
    }

    static LearningRule Rule(CaseFields parameters, bool threeFactor) => new()
    {
        Weight = Sum(parameters, "dw"),
        Delay = Sum(parameters, "dd"),
        Tag = Sum(parameters, "dt"),
        Epoch = parameters.Whole("t_epoch", 1),
        X1 = Trace(parameters, "x1"),
        X2 = Trace(parameters, "x2"),
        Y1 = Trace(parameters, "y1"),
        Y2 = Trace(parameters, "y2"),
        Y3 = Trace(parameters, "y3"),
        ThreeFactor = threeFactor,
        GradedSpikes = parameters.Text("graded_spike_cfg") switch
        {
            "OVERWRITE" => GradedSpikes.Overwrite,
            "ADD_WITH_SATURATION" => GradedSpikes.AddWithSaturation,
            "ADD_WITHOUT_SATURATION" => GradedSpikes.AddWithoutSaturation,
            _ => GradedSpikes.RegularImpulse,
        },
    };

    static SumOfProducts? Sum(CaseFields parameters, string target)
    {
        CaseFields rules = parameters.Object("rule_strings");
        try
        {
            return rules.Has(target) ? SumOfProducts.Parse(rules.Text(target)) : null;
        }
        catch (RuleFormatException exception)
        {
            throw rules.Wrong(target, $"{exception.Message.TrimEnd('.')}");
        }
    }

    static TraceDynamics Trace(CaseFields parameters, string name) =>
        new(parameters.Number($"{name}_impulse"), TraceDecay.Exponential(parameters.Number($"{name}_tau")));

    /// <summary>Case files list synapses target by target, the engine stores them source by source.</summary>
    static int[] PostMajor(int pre, int post, RowOf row)
    {
        int[] flat = new int[pre * post];
        for (int i = 0; i < pre; i++)
        {
            ReadOnlySpan<short> synapses = row(i);
            for (int j = 0; j < post; j++)
            {
                flat[(j * pre) + i] = synapses[j];
            }
        }

        return flat;
    }
}
