using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>What a reader must know to read the figures rightly.</summary>
static class EstimateNotes
{
    /// <summary>Below this a neuron resolves its input coarsely: a threshold of 16 integer units.</summary>
    const double FewThresholdBits = 4;

    /// <summary>Assumptions and warnings of an estimate, one sentence each.</summary>
    public static IEnumerable<string> Of(
        MethodChoice choice, LoadedModel model, ConvertedNetwork network, ChipRunResult run, ConversionDiagnosis diagnosis)
    {
        string chip = run.Program.Chip.Name;
        if (run.Partial)
        {
            yield return $"Interrupted: the figures cover {run.SamplesDone} of {run.Samples} samples.";
        }

        foreach (string chosen in choice.Reasons)
        {
            yield return chosen;
        }

        if (model.Labels is null)
        {
            yield return "Without --labels no accuracy is known; agreement compares the decisions with ONNX Runtime's.";
        }

        if (model.CalibratesOnItself)
        {
            yield return $"Thresholds were chosen on the first {model.Calibration.Samples} of the samples that are run, which flatters the accuracy; give --calibration with other samples.";
        }

        if (diagnosis.FirstBadLayer is { } bad)
        {
            yield return $"From '{bad.Name}' on the spikes no longer follow the trained activations (correlation {bad.Correlation:0.00}); try more timesteps.";
        }

        foreach (ConvertedPopulation coarse in network.Populations.Where(p => p.ThresholdBits < FewThresholdBits))
        {
            yield return $"The thresholds of '{coarse.Population.Name}' have only {coarse.ThresholdBits:0.0} bits: its neurons resolve their input coarsely; use more weight bits.";
        }

        int pruned = network.Populations.Sum(p => p.PrunedNeurons);
        if (pruned > 0)
        {
            yield return $"{pruned} neurons were never active on the calibration data and never fire.";
        }

        yield return "The input is constant over the timesteps, so the products of the first layer are computed once per inference and charged as multiply-accumulates, not as synaptic events.";
        if (run.Program.Chip.StaticPower.IsKnown && run.Program.Cores.Count < run.Program.Chip.CoresPerChip * run.Program.ChipsUsed)
        {
            yield return $"The power at rest of {(run.Program.ChipsUsed == 1 ? "the whole chip" : "all chips")} is charged for as long as an inference takes, though only {run.Program.Cores.Count} of {run.Program.Chip.CoresPerChip * run.Program.ChipsUsed} cores are used.";
        }

        yield return Timing(choice, run);
        if (network.Network.Populations.Any(p => p.Code.HasPayload))
        {
            yield return $"Spikes carry an integer besides their address; whether {chip} can send, multiply and take them back in this way is not said by its numbers. Their bits are counted (payloadBits), and what they add to the energy is named as not priced.";
        }

        if (network.Network.Populations.Any(p => p is MaxPoolPopulation))
        {
            yield return $"Max-pooling units count the spikes of their window exactly; whether {chip} can do this natively is not published. They are charged as neurons, and each spike that reaches one as a synaptic event.";
        }

        foreach (string omitted in run.Latency.Omitted)
        {
            yield return $"The time on the chip leaves out what is not published: {omitted}.";
        }

        if (run.Latency.Reason is { } reason)
        {
            yield return $"No time on the chip: {reason}.";
        }

        foreach (string remark in run.Program.Remarks)
        {
            yield return $"{char.ToUpperInvariant(remark[0])}{remark[1..]}{(remark.EndsWith('.') ? "" : ".")}";
        }
    }

    static string Timing(MethodChoice choice, ChipRunResult run)
    {
        int longest = Enumerable.Range(0, run.Samples).Max(run.ChipTimesteps);
        string each = $"Every population starts one timestep after its source and runs for {choice.Timesteps} timesteps";
        return longest <= run.LeastTimesteps
            ? $"{each}; an inference takes {longest}, and one follows the other without overlap."
            : $"{each} or until what it has to say is said; an inference takes {run.LeastTimesteps} timesteps at least and {longest} at most, and one follows the other without overlap. How a chip notices that all is quiet is not priced.";
    }
}
