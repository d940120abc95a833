using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.TrueNorth;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>truenorth_neuron</c>: one core of RANC's simulator behind its crossbar.</summary>
sealed class TrueNorthCoreCase : ICaseKind
{
    public string Name => "truenorth_neuron";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "ranc")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        int steps = file.Steps;
        CaseFields parameters = file.Parameters;
        using TrueNorthCrossbar crossbar = TrueNorthFields.Crossbar(parameters);
        using TrueNorthNeurons neurons = new(TrueNorthFields.Ranc(parameters), TrueNorthFields.RancNeurons(parameters));
        int[][] input = file.Input.Rows("axon_spikes", steps, crossbar.Axons);
        int[][] v = file.Output.Rows("v", steps, neurons.Count);
        int[][] s = file.Output.Rows("s", steps, neurons.Count);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            crossbar.Accumulate(kernels, SpikeRow.Mask(input[t]), neurons);
            neurons.Step(kernels);
            comparison.Values("v", t + 1, v[t], neurons.Potential);
            comparison.Spikes(t + 1, s[t], neurons.Spikes);
        }

        return comparison.Outcome;
    }
}
