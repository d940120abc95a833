using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>A run as text.</summary>
static class RunText
{
    const int MostPopulations = 30;

    public static void Write(TerminalPage page, RunResult result)
    {
        string where = result.Chip is string chip ? $" on {chip}, {result.CoresUsed} cores" : "";
        page.Heading($"{result.Network}{where}");
        if (result.Partial)
        {
            page.Paragraph("PARTIAL: interrupted; everything is about the timesteps that ran.");
        }

        page.Facts(
            ("neurons", Numbers.Count(result.Neurons)),
            ("synapses", Numbers.Count(result.Synapses)),
            ("timesteps", Numbers.Count(result.Timesteps)));
        if (result.Activity is { } activity && result.Energy is { } energy && result.Time is { } time)
        {
            page.Heading("Activity");
            page.Facts(
                ("spikes", Numbers.Count(activity.Spikes)),
                ("neuron updates", Numbers.Count(activity.NeuronUpdates)),
                ("synaptic events", Numbers.Count(activity.SynapticEvents)),
                ("packets", Numbers.Count(activity.Packets)),
                ("hops", Numbers.Count(activity.LinkTraversals)));
            page.Heading("Energy and time on the chip");
            page.Facts(
                ("synapses", Numbers.Si(energy.SynapseJoules, "J")),
                ("dendrites", Numbers.Si(energy.DendriteJoules, "J")),
                ("somas", Numbers.Si(energy.NeuronJoules, "J")),
                ("network", Numbers.Si(energy.NetworkJoules, "J")),
                ("total", Numbers.Si(energy.TotalJoules, "J")),
                ($"time ({time.Model})", Numbers.Si(time.Seconds, "s")),
                ("mean power", time.Seconds > 0 ? Numbers.Si(energy.TotalJoules / time.Seconds, "W") : Numbers.Unknown));
        }

        if (result.Inference is { } inference)
        {
            Inference(page, result, inference);
        }

        page.Heading("Populations");
        page.Table(
            ["name", ">neurons", result.BiologicalSeconds is null ? ">spikes per neuron and step" : ">rate in Hz", ">CV of intervals", ">correlation"],
            result.Populations.Take(MostPopulations).Select(population => (IReadOnlyList<string>)
            [
                population.Name,
                Numbers.Count(population.Neurons),
                Numbers.Plain(population.RateHz ?? population.SpikesPerTimestep),
                Numbers.Plain(population.CvIsi),
                Numbers.Plain(population.Correlation),
            ]));
        if (result.Populations.Count > MostPopulations)
        {
            page.Paragraph($"and {result.Populations.Count - MostPopulations} more; --json has all.");
        }

        if (result.Encodings.Count > 0)
        {
            page.Heading("Synapses");
            page.Table(
                ["source", "receptor", "stored as", ">synapses", ">bytes each"],
                result.Encodings.Select(store => (IReadOnlyList<string>)
                [
                    store.Source,
                    store.Receptor,
                    store.Encoding,
                    Numbers.Count(store.Synapses),
                    Numbers.Plain(store.Synapses > 0 ? (double)store.Bytes / store.Synapses : null),
                ]));
        }

        if (result.PlasticWeights.Count > 0)
        {
            page.Heading("Weights that learned");
            page.Table(
                ["source", "target", ">mean", ">deviation", "unit"],
                result.PlasticWeights.Select(weights => (IReadOnlyList<string>)
                [
                    weights.Source, weights.Target, Numbers.Plain(weights.Mean), Numbers.Plain(weights.Deviation), weights.Unit,
                ]));
        }

        page.Heading("This run");
        page.Facts(
            ("phases", string.Join(", ", result.Phases.Select(phase => $"{phase.Phase} {Numbers.Si(phase.Seconds, "s")}"))),
            ("run", $"{Numbers.Si(result.WallSeconds, "s")}, {Numbers.Si(result.TimestepsPerCpuSecond, "")} timesteps per CPU-second"),
            ("real-time factor", result.RealTimeFactor is double factor
                ? $"{Numbers.Plain(factor)} (wall-clock over biological time, {Numbers.Si(result.BiologicalSeconds ?? 0, "s")})"
                : Numbers.Unknown),
            ("synaptic events", $"{Numbers.Si(result.SynapticEventsPerSecond, "")} per second"),
            ("memory", $"{Numbers.Si(result.PeakBytes, "B")} at most, {Numbers.Plain(result.BytesPerSynapse)} bytes per synapse"),
            ("spike hash", result.SpikeHash));
        NotesText.Write(page, result.Notes);
    }

    static void Inference(TerminalPage page, RunResult result, InferenceFacts inference)
    {
        page.Heading("Answers");
        page.Facts(
            ("samples", Numbers.Count(inference.Samples)),
            ("accuracy", inference.Accuracy is double accuracy ? Numbers.Percent(accuracy) : "unknown without --labels"),
            ("method", $"{inference.Method}, {inference.Timesteps} timesteps per sample"));
        page.Heading("Activity per sample");
        page.Facts(
            ("spikes", Numbers.Plain((double)result.Activity!.Spikes / inference.Samples)),
            ("neuron updates", Numbers.Plain((double)result.Activity.NeuronUpdates / inference.Samples)),
            ("synaptic events", Numbers.Plain((double)result.Activity.SynapticEvents / inference.Samples)));
        if (inference is { Energy: { } energy, Latency: { } latency })
        {
            page.Heading("Energy and time of one sample on the chip");
            double? total = energy.PerInferenceJoules.Total;
            page.Facts(
                ("energy", total is double joules ? $"{(energy.LowerBound ? "at least " : "")}{Numbers.Si(joules, "J")}" : Numbers.Unknown),
                ("time", latency.PerInferenceSeconds is double seconds ? Numbers.Si(seconds, "s") : Numbers.Unknown));
            if (energy.Unpriced.Count > 0)
            {
                page.Paragraph($"Not priced: {string.Join("; ", energy.Unpriced)}.");
            }
        }
    }
}
