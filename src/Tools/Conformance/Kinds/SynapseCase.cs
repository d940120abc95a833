using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>synapse</c>: what synapses send for given spikes (lava).</summary>
sealed class SynapseCase : ICaseKind
{
    const int LongestDelay = 63;

    public string Name => "synapse";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "lava")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        int steps = file.Steps;
        CaseFields parameters = file.Parameters;
        int targets = parameters.Length("weights");
        int sources = parameters.Columns("weights");
        int[] weights = WeightFields.Flat(parameters.Rows("weights", targets, sources));
        SignMode signs = parameters.Flag("sign_mode_given") ? WeightFields.Signs(parameters) : WeightFormat.SignsOf(weights);
        WeightFormat format = new(
            WeightRounding.Floor, signs, parameters.Whole("num_weight_bits"), parameters.Whole("weight_exp"));
        bool graded = parameters.Whole("num_message_bits", 0, 32) > 0;
        int maxDelay = parameters.Has("delays") ? parameters.Whole("max_delay", 0, LongestDelay) : 0;
        int[] delays = parameters.Has("delays")
            ? WeightFields.Flat(parameters.Rows("delays", targets, sources, 0, maxDelay))
            : [0];

        short[] stored = [.. weights.Select(format.Store)];
        Comparison comparison = new();
        comparison.Values(
            "weights_effective",
            0,
            WeightFields.Flat(file.Output.Rows("weights_effective", targets, sources)),
            [.. stored.Select(w => (int)w)]);

        int[][] input = file.Input.Rows("s_in", steps, sources);
        int[][] expected = file.Output.Rows("a_out", steps, targets);
        using DelayedSynapses synapses = new(sources, targets, stored, delays, format.SumExponent);
        using DelayLine line = new(targets, maxDelay);
        using AlignedBuffer<int> sums = new(SpikeMask.PaddedLength(targets));
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            // lava sends what it summed in the step before.
            sums.Span.Clear();
            line.Deliver(kernels, sums);
            comparison.Values("a_out", t + 1, expected[t], sums.Span);
            if (graded)
            {
                synapses.AcceptGraded(kernels, input[t], line);
            }
            else
            {
                synapses.Accept(kernels, SpikeRow.Mask(input[t]), line);
            }
        }

        return comparison.Outcome;
    }
}
