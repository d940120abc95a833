using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>weight_discretize</c>: what a weight format makes of weights that are not whole (nengo-loihi).</summary>
sealed class WeightCase : ICaseKind
{
    public string Name => "weight_discretize";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "nengo_loihi")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        Comparison comparison = new();
        int first = 0;
        foreach (CaseFields row in file.Fields.Objects("rows"))
        {
            // A group with one sign has it known beforehand; which one does not change the rule.
            WeightFormat format = new(
                WeightRounding.NearestEven,
                row.Flag("is_mixed") ? SignMode.Mixed : SignMode.Excitatory,
                row.Whole("real_weight_bits"),
                row.Whole("weight_exp"));
            if (row.Whole("shift_bits") != format.DroppedBits)
            {
                throw row.Wrong("shift_bits", $"8 − real_weight_bits + is_mixed is {format.DroppedBits}");
            }

            double[] weights = row.Numbers("w");
            int[] expected = row.Wholes("out", weights.Length);
            int[] got = [.. weights.Select(w => format.Store(w) << format.SumExponent)];
            comparison.Values($"row {first}", 0, expected, got);
            first++;
        }

        return comparison.Outcome;
    }
}
