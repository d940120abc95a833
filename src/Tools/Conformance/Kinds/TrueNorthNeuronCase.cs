using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.TrueNorth;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>truenorth_full</c>: the neuron of Cassidy et al. 2013 with all its modes (NeMo, PAIBox).</summary>
sealed class TrueNorthNeuronCase : ICaseKind
{
    public string Name => "truenorth_full";

    public CaseOutcome Run(CaseFile file, KernelSet kernels) => file.Flavour switch
    {
        "nemo" => NeMo(file, kernels),
        "paibox" => PaiBox(file, kernels),
        _ => CaseOutcome.UnknownFlavour(file),
    };

    static CaseOutcome NeMo(CaseFile file, KernelSet kernels)
    {
        int steps = file.Steps;
        int count = file.Input.Columns("syn_sum");
        TrueNorthParameters[] parameters = Parameters(file.Parameters, count);
        using TrueNorthNeurons neurons = new(TrueNorthRules.NeMo, parameters);

        // The potential after the leak is what neurons keep that reach no threshold.
        using TrueNorthNeurons leaking = new(
            TrueNorthRules.NeMo,
            [.. parameters.Select(one => one with { PositiveThreshold = int.MaxValue, NegativeThreshold = int.MaxValue, ThresholdMask = 0 })]);
        int[][] input = file.Input.Rows("syn_sum", steps, count);
        int[][] draws = file.Input.Rows("rho", steps, count);
        CaseFields output = file.Output;
        int[][] eta = output.Rows("eta", steps, count);
        int[][] afterLeak = output.Rows("v_after_leak", steps, count);
        int[][] v = output.Rows("v", steps, count);
        int[][] s = output.Rows("s", steps, count);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            neurons.Potential.CopyTo(leaking.Potential);
            input[t].CopyTo(leaking.Input);
            input[t].CopyTo(neurons.Input);
            draws[t].CopyTo(neurons.ThresholdDraws);
            leaking.Step(kernels);
            neurons.Step(kernels);
            comparison.Values("eta", t + 1, eta[t], [.. draws[t].Zip(parameters, (rho, one) => rho & one.ThresholdMask)]);
            comparison.Values("v_after_leak", t + 1, afterLeak[t], leaking.Potential);
            comparison.Values("v", t + 1, v[t], neurons.Potential);
            comparison.Spikes(t + 1, s[t], neurons.Spikes);
        }

        return comparison.Outcome;
    }

    static CaseOutcome PaiBox(CaseFile file, KernelSet kernels)
    {
        int steps = file.Steps;
        CaseFields parameters = file.Parameters;
        using TrueNorthCrossbar crossbar = TrueNorthFields.Crossbar(parameters);
        using TrueNorthNeurons neurons = new(
            TrueNorthRules.PaiBox with { LeakAfterCompare = parameters.Flag("leak_after_compare") },
            Parameters(parameters, crossbar.Neurons));
        int[][] input = file.Input.Rows("axon_spikes", steps, crossbar.Axons);
        int[][] sums = file.Input.Rows("syn_sum", steps, neurons.Count);
        int[][] v = file.Output.Rows("v", steps, neurons.Count);
        int[][] s = file.Output.Rows("s", steps, neurons.Count);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            crossbar.Accumulate(kernels, SpikeRow.Mask(input[t]), neurons);
            comparison.Values("syn_sum", t + 1, sums[t], neurons.Input);
            neurons.Step(kernels);
            comparison.Values("v", t + 1, v[t], neurons.Potential);
            comparison.Spikes(t + 1, s[t], neurons.Spikes);
        }

        return comparison.Outcome;
    }

    static TrueNorthParameters[] Parameters(CaseFields fields, int count)
    {
        int[] alpha = fields.OneOrWholes("alpha", count, 0);
        int[] beta = fields.OneOrWholes("beta", count, 0);
        int[] gamma = fields.OneOrWholes("gamma", count, 0, 2);
        int[] kappa = fields.OneOrWholes("kappa", count, 0, 1);
        int[] epsilon = fields.OneOrWholes("epsilon", count, 0, 1);
        int[] lambda = fields.OneOrWholes("lambda", count);
        int[] reset = fields.OneOrWholes("reset_v", count);
        int[] mask = fields.Has("mask") ? fields.OneOrWholes("mask", count) : [0];
        int[] start = fields.Has("v0") ? fields.OneOrWholes("v0", count) : [0];
        return
        [
            .. Enumerable.Range(0, count).Select(i => new TrueNorthParameters
            {
                PositiveThreshold = Entry(alpha, i),
                NegativeThreshold = Entry(beta, i),
                Reset = Entry(reset, i),
                ResetMode = (TrueNorthReset)Entry(gamma, i),
                NegativeSaturation = Entry(kappa, i) == 1,
                Leak = Entry(lambda, i),
                LeakReversal = Entry(epsilon, i) == 1,
                ThresholdMask = Entry(mask, i),
                InitialPotential = Entry(start, i),
            }),
        ];
    }

    static int Entry(int[] oneOrAll, int i) => oneOrAll[oneOrAll.Length == 1 ? 0 : i];
}
