using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.Loihi;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>lif</c>: Loihi neurons with a given input.</summary>
sealed class LoihiNeuronCase : ICaseKind
{
    public string Name => "lif";

    public CaseOutcome Run(CaseFile file, KernelSet kernels) => file.Flavour switch
    {
        "lava" => Lava(file, kernels),
        "nengo_loihi" => Nengo(file, kernels),
        _ => CaseOutcome.UnknownFlavour(file),
    };

    static CaseOutcome Lava(CaseFile file, KernelSet kernels)
    {
        int count = file.Input.Columns("a_in");
        CaseFields parameters = file.Parameters;
        bool ternary = parameters.Has("vth_lo");
        bool resets = parameters.Has("reset_interval");
        int[] mantissas = parameters.OneOrWholes("bias_mant", count, -4096, 4095);
        int[] exponents = parameters.OneOrWholes("bias_exp", count, -31, 31);
        using LoihiNeurons neurons = new(LoihiRules.Lava, count, new LoihiParameters
        {
            CurrentDecay = parameters.Whole("du"),
            VoltageDecay = parameters.Whole("dv"),
            Threshold = Aligned(parameters.OneOrWholes(ternary ? "vth_hi" : "vth", count, -131_071, 131_071)),
            LowerThreshold = ternary ? parameters.Whole("vth_lo", -131_071, 131_071) << LoihiParameters.ThresholdShift : null,
            Bias = [.. Enumerable.Range(0, count).Select(i => LoihiParameters.BiasOf(Entry(mantissas, i), Entry(exponents, i)))],
            ResetInterval = resets ? parameters.Whole("reset_interval", 1) : 0,
            ResetOffset = resets ? parameters.Whole("reset_offset") : 0,
        });
        Start(parameters, "u", neurons.Current);
        Start(parameters, "v", neurons.Potential);
        return Run(file, kernels, neurons, "a_in", noise: null, counts: null);
    }

    static CaseOutcome Nengo(CaseFile file, KernelSet kernels)
    {
        int count = file.Input.Columns("q_in");
        CaseFields parameters = file.Parameters;
        bool noisy = parameters.Has("noise_exp");
        using LoihiNeurons neurons = new(LoihiRules.NengoLoihi, count, new LoihiParameters
        {
            CurrentDecay = parameters.Whole("decay_u"),
            VoltageDecay = parameters.Whole("decay_v"),
            Threshold = parameters.OneOrWholes("vth", count),
            Bias = parameters.OneOrWholes("bias", count),
            RefractoryDelay = parameters.OneOrWholes("refract_delay", count),
            VoltageRange = (parameters.Whole("vmin"), parameters.Whole("vmax")),
            Noise = noisy
                ? new LoihiNoise(
                    parameters.Whole("noise_exp"), parameters.Whole("noise_offset"), parameters.Whole("noise_at_membrane", 0, 1) == 1)
                : null,
        });
        int steps = file.Steps;
        int[][]? noise = noisy
            ? file.Input.Rows("noise_uniform", steps, count, -LoihiNoise.LargestDraw, LoihiNoise.LargestDraw)
            : null;
        return Run(file, kernels, neurons, "q_in", noise, file.Output.Rows("ref_count", steps, count));
    }

    static CaseOutcome Run(
        CaseFile file, KernelSet kernels, LoihiNeurons neurons, string inputName, int[][]? noise, int[][]? counts)
    {
        int steps = file.Steps;
        int[][] input = file.Input.Rows(inputName, steps, neurons.Count);
        CaseFields output = file.Output;
        int[][] u = output.Rows("u", steps, neurons.Count);
        int[][] v = output.Rows("v", steps, neurons.Count);
        int[][] s = output.Rows("s", steps, neurons.Count);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            input[t].CopyTo(neurons.Input);
            noise?[t].CopyTo(neurons.Noise);
            neurons.Step(kernels);
            comparison.Values("u", t + 1, u[t], neurons.Current);
            comparison.Values("v", t + 1, v[t], neurons.Potential);
            comparison.Spikes(t + 1, s[t], neurons.Spikes, neurons.NegativeSpikes);
            comparison.Values("ref_count", t + 1, counts?[t], neurons.RefractoryCount);
        }

        return comparison.Outcome;
    }

    static void Start(CaseFields parameters, string name, Span<int> state)
    {
        if (parameters.Has(name))
        {
            parameters.Wholes(name, state.Length).CopyTo(state);
        }
    }

    static int[] Aligned(int[] mantissas) => [.. mantissas.Select(m => m << LoihiParameters.ThresholdShift)];

    static int Entry(int[] oneOrAll, int i) => oneOrAll[oneOrAll.Length == 1 ? 0 : i];
}
