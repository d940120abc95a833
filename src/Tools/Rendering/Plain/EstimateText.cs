using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>An estimate as text.</summary>
static class EstimateText
{
    public static void Write(TerminalPage page, EstimateResult result)
    {
        page.Heading($"{result.Model.Path} on {result.Chip.Name}");
        foreach (string sentence in Headline.Sentences(result))
        {
            page.Paragraph(sentence);
        }

        Facts(page, result);
        Accuracy(page, result);
        ConfidentText.Write(page, result);
        Layers(page, result);
        MappingText.Write(page, result);
        FaultText.Write(page, result.Faults);
        Energy(page, result);
        VerdictText.Write(page, result);
        Conventional(page, result);
        NotesText.Write(page, result.Notes);
    }

    static void Facts(TerminalPage page, EstimateResult result)
    {
        ModelFacts model = result.Model;
        ActivityCounts activity = result.Activity.PerInference;
        EmulationFacts emulation = result.Emulation;
        page.Heading("Model, data, run");
        page.Facts(
            ("model", $"{model.Nodes} nodes{(result.Coverage.Count > 0 ? $" ({Wording.Summary(result.Coverage)})" : "")}, {Numbers.Count(model.Parameters)} parameters, {Numbers.Count(model.Macs)} MACs"),
            ("data", string.Create(CultureInfo.InvariantCulture, $"{result.Data.Samples} samples, input = stored value × {result.Data.InputScale:G6}")),
            ("conversion", $"method {result.Method}, {result.Timesteps} timesteps, {result.WeightBits}-bit weights, seed {result.Seed}"),
            ("check", $"largest node error against ONNX Runtime {Numbers.Plain(result.Ann.MaxNodeError)}; neurons equal to the integer twin {Numbers.Percent(result.Snn.ExactNeurons)}"),
            ("per inference", $"{Numbers.Count(activity.SynapticEvents)} synaptic events, {Numbers.Count(activity.Spikes)} spikes, {Numbers.Count(activity.NeuronUpdates)} neuron updates, {Numbers.Count(activity.Packets)} packets"),
            ("chip", $"{Numbers.Si(result.Latency.PerInferenceSeconds, "s")} per inference, {Numbers.Count(result.Latency.InferencesPerSecond)} inferences/s"),
            ("emulator", $"{Numbers.Si(emulation.WallSeconds, "s")} for the run, {Numbers.Count(emulation.SynapticEventsPerSecond)} synaptic events/s, {emulation.Threads} threads, {emulation.InstructionSet}"));
    }

    static void Accuracy(TerminalPage page, EstimateResult result)
    {
        IReadOnlyList<double> curve = result.Snn.AccuracyByTimestep;
        if (curve.Count == 0)
        {
            return;
        }

        page.Heading("Accuracy if the answer is read after a number of timesteps");
        int[] chosen = Timesteps(curve.Count);
        page.Table(
            ["", .. chosen.Select(t => string.Create(CultureInfo.InvariantCulture, $">{t}")), ">integer twin", ">as trained"],
            [
                ["accuracy", .. chosen.Select(t => Numbers.Percent(curve[t - 1])), Numbers.Percent(result.Quantised.Accuracy), Numbers.Percent(result.Ann.Accuracy)],
            ]);
    }

    // Powers of two and the end, at most six, so that the row fits.
    static int[] Timesteps(int count)
    {
        List<int> chosen = [];
        for (int t = 1; t < count; t *= 2)
        {
            chosen.Add(t);
        }

        chosen.Add(count);
        return [.. chosen.TakeLast(6)];
    }

    static void Layers(TerminalPage page, EstimateResult result)
    {
        if (result.Snn.Layers.Count == 0)
        {
            return;
        }

        page.Heading("Layers");
        page.Table(
            ["layer", ">neurons", ">cores", ">spikes/neuron", ">corr.", ">error", ">satur.", ">dead", ">uneven", ">Θ bits"],
            result.Snn.Layers.Select(layer => (IReadOnlyList<string>)
            [
                layer.Name,
                Numbers.Count(layer.Neurons),
                Numbers.Count(layer.Cores),
                Numbers.Plain(layer.SpikesPerNeuron),
                layer.Correlation is double correlation && double.IsFinite(correlation) ? correlation.ToString("0.000", CultureInfo.InvariantCulture) : Numbers.Unknown,
                Numbers.Percent(layer.RelativeError),
                Numbers.Percent(layer.Saturated),
                Numbers.Percent(layer.Dead),
                Numbers.Percent(layer.Uneven),
                Numbers.Count(layer.ThresholdBits),
            ]));
    }

    static void Energy(TerminalPage page, EstimateResult result)
    {
        EnergyParts parts = result.Energy.PerInferenceJoules;
        page.Heading($"Energy of one inference on {result.Chip.Name}");
        page.Table(
            ["", .. Wording.Parts(parts).Select(part => ">" + part.Name), ">total"],
            [
                ["energy", .. Wording.Parts(parts).Select(part => part.Joules is double joules ? Numbers.Si(joules, "J") : "not priced"), Headline.TotalEnergy(result.Energy)],
            ]);
        if (result.Energy is { PerSynapticEventJoules: double perEvent, PerSpikeJoules: double perSpike })
        {
            string least = result.Energy.LowerBound ? "at least " : "";
            page.Paragraph($"The total is {least}{Numbers.Si(perEvent, "J")} per synaptic event and {least}{Numbers.Si(perSpike, "J")} per spike.");
        }

        if (result.Energy.Unpriced.Count > 0)
        {
            page.Paragraph($"Not priced: {string.Join("; ", result.Energy.Unpriced)}. To price it, write its number into a copy of the chip file ('neuromorphic chips NAME --yaml') and give that as --chip.");
        }

        foreach (string included in result.Energy.Included)
        {
            page.Paragraph($"Charged once: {included}.");
        }
    }

    static void Conventional(TerminalPage page, EstimateResult result)
    {
        if (result.Conventional.Count == 0)
        {
            return;
        }

        page.Heading("The same network on conventional devices");
        page.Table(
            ["device", "evidence", ">bits", ">energy", ">time"],
            result.Conventional.Select(device => (IReadOnlyList<string>)
            [
                device.Device, Wording.Of(device.Evidence), Numbers.Count(device.Bits), Numbers.Si(device.JoulesPerInference, "J"), Numbers.Si(device.SecondsPerInference, "s"),
            ]));
    }
}
