using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>lif_syn</c>: Loihi neurons behind groups of synapses with weight formats and delays (brian2_loihi).</summary>
sealed class LoihiSynapticCase : ICaseKind
{
    const int LongestDelay = 62;

    public string Name => "lif_syn";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "brian2_loihi")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        CaseFields parameters = file.Parameters;
        int steps = file.Steps;
        int count = file.Output.Columns("v");
        Comparison comparison = new();
        using LoihiNeurons neurons = new(LoihiRules.Brian2Loihi, count, new LoihiParameters
        {
            CurrentDecay = parameters.Whole("decay_I"),
            VoltageDecay = parameters.Whole("decay_v"),
            Threshold = [parameters.Whole("threshold_v_mant", 0, 131_071) << LoihiParameters.ThresholdShift],
            RefractoryDelay = [parameters.Whole("refractory")],
        });
        using DelayLine line = new(count, LongestDelay);
        List<(DelayedSynapses Synapses, int[][] Spikes)> groups = [];
        try
        {
            foreach (CaseFields group in parameters.Objects("groups"))
            {
                groups.Add(Group(file, group, groups.Count, count, comparison));
            }

            return Run(file, kernels, neurons, line, groups, steps, comparison);
        }
        finally
        {
            groups.ForEach(group => group.Synapses.Dispose());
        }
    }

    static (DelayedSynapses Synapses, int[][] Spikes) Group(CaseFile file, CaseFields group, int k, int count, Comparison comparison)
    {
        WeightFormat format = new(
            WeightRounding.TowardZero, WeightFields.Signs(group), group.Whole("num_weight_bits"), group.Whole("w_exp"));
        string name = $"weights_{k}";
        int sources = file.Parameters.Length(name);
        int[][] weights = file.Parameters.Rows(name, sources, count);
        int[] effective = WeightFields.Flat(file.Parameters.Rows($"w_act_{k}", sources, count));
        int[] got = [.. WeightFields.Stored(format, weights).Select(w => w << format.SumExponent)];
        comparison.Values($"w_act_{k}", 0, effective, got);
        DelayedSynapses synapses = new(
            sources,
            count,
            WeightFields.Stored(format, WeightFields.Transposed(weights)),
            [group.Whole("delay", 0, LongestDelay)],
            format.SumExponent);
        return (synapses, file.Input.Rows($"spikes_{k}", file.Steps, sources));
    }

    static CaseOutcome Run(
        CaseFile file,
        KernelSet kernels,
        LoihiNeurons neurons,
        DelayLine line,
        List<(DelayedSynapses Synapses, int[][] Spikes)> groups,
        int steps,
        Comparison comparison)
    {
        CaseFields output = file.Output;
        int[][] current = output.Rows("I", steps, neurons.Count);
        int[][] v = output.Rows("v", steps, neurons.Count);
        int[][] s = output.Rows("s", steps, neurons.Count);
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            foreach ((DelayedSynapses synapses, int[][] spikes) in groups)
            {
                synapses.Accept(kernels, SpikeRow.Mask(spikes[t]), line);
            }

            line.Deliver(kernels, neurons);
            neurons.Step(kernels);
            comparison.Values("I", t + 1, current[t], neurons.Current);
            comparison.Values("v", t + 1, v[t], neurons.Potential);
            comparison.Spikes(t + 1, s[t], neurons.Spikes);
        }

        return comparison.Outcome;
    }
}
