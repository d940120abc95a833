using Neuromorphic.Core.Neurons.TrueNorth;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary>TrueNorth cores as case files hold them.</summary>
static class TrueNorthFields
{
    /// <summary>The rules of RANC's simulator that a case asks for.</summary>
    public static TrueNorthRules Ranc(CaseFields fields) => fields.Text("reset_type") switch
    {
        "asymmetric" => TrueNorthRules.Ranc,
        "symmetric" => TrueNorthRules.RancSymmetric,
        _ => throw fields.Wrong("reset_type", $"one of asymmetric, symmetric"),
    };

    public static TrueNorthCrossbar Crossbar(CaseFields core)
    {
        int neurons = core.Length("connections");
        int axons = core.Columns("connections");
        bool[] connections = [.. WeightFields.Flat(core.Rows("connections", neurons, axons, 0, 1)).Select(bit => bit != 0)];
        int[] weights = WeightFields.Flat(core.Rows("weights", neurons, TrueNorthCrossbar.AxonTypes, short.MinValue, short.MaxValue));
        return new TrueNorthCrossbar(
            core.Wholes("axon_type", axons, 0, TrueNorthCrossbar.AxonTypes - 1), weights, connections);
    }

    /// <summary>The neurons of a RANC core.</summary>
    public static TrueNorthParameters[] RancNeurons(CaseFields core)
    {
        int count = core.Length("connections");
        int[] leak = core.Wholes("leak", count);
        int[] positive = core.Wholes("positive_threshold", count);
        int[] negative = core.Wholes("negative_threshold", count);
        int[] reset = core.Wholes("reset_potential", count);
        int[] mode = core.Wholes("reset_mode", count, 0, 1);
        int[] start = core.Wholes("current_potential", count);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new TrueNorthParameters
            {
                PositiveThreshold = positive[i],
                NegativeThreshold = -negative[i],
                Leak = leak[i],
                Reset = reset[i],
                ResetMode = (TrueNorthReset)mode[i],
                InitialPotential = start[i],
            }),
        ];
    }
}
