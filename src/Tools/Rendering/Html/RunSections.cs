using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>What a run found: figures, populations, spikes and rates over time, how synapses are stored, how to get it again.</summary>
static class RunSections
{
    const int MostPopulations = 200;

    public static XElement Render(RunResult result, Reproduction reproduction) => Tag(
        "main",
        Header(result),
        Populations(result),
        Spikes(result),
        Synapses(result),
        result.Notes.Count == 0 ? null : Tag("section", Words("h2", "To bear in mind"), Tag("ul", result.Notes.Select(note => Words("li", note)))),
        Tag(
            "section",
            Words("h2", "How to get this again"),
            Words("pre", reproduction.CommandLine),
            Words("p", "about", $"Version {reproduction.Version}, seed {result.Seed}. Spike hash {result.SpikeHash}: equal wherever the same neurons fire in the same timesteps; times differ from run to run.")));

    static XElement Header(RunResult result)
    {
        XElement header = Tag(
            "header",
            Words("p", "kicker", $"{Numbers.Count(result.Neurons)} neurons, {Numbers.Count(result.Synapses)} synapses, {Numbers.Count(result.Timesteps)} timesteps"),
            Words("h1", result.Network));
        if (result.Partial)
        {
            header.Add(Words("p", "lead warning", "Interrupted: everything here is about the time that ran."));
        }

        header.Add(Tag(
            "div",
            "tiles",
            result.RealTimeFactor is double factor
                ? Tile("real-time factor", Numbers.Plain(factor), $"{Numbers.Si(result.WallSeconds, "s")} for {Numbers.Si(result.BiologicalSeconds ?? 0, "s")} of biological time")
                : Tile("run", Numbers.Si(result.WallSeconds, "s"), $"{Numbers.Si(result.TimestepsPerCpuSecond, "")} timesteps per CPU-second"),
            Tile("synaptic events", $"{Numbers.Si(result.SynapticEventsPerSecond, "")}/s", $"{Numbers.Count(result.SynapticEvents)} in all"),
            Tile("memory", Numbers.Si(result.PeakBytes, "B"), $"{Numbers.Plain(result.BytesPerSynapse)} bytes per synapse")));
        if (result is { Energy: { } energy, Time: { } time })
        {
            header.Add(Words("p", "lead", $"{Numbers.Si(energy.TotalJoules, "J")} and {Numbers.Si(time.Seconds, "s")} on {result.Chip}, {result.CoresUsed} cores."));
        }

        if (result.Inference is { } inference)
        {
            header.Add(Words("p", "lead", Answers(result, inference)));
        }

        return header;
    }

    static string Answers(RunResult result, InferenceFacts inference)
    {
        string accuracy = inference.Accuracy is double share ? $"{Numbers.Percent(share)} of {Numbers.Count(inference.Samples)} samples right" : $"{Numbers.Count(inference.Samples)} samples, without labels";
        if (inference is not { Energy: { } energy, Latency: { } latency })
        {
            return $"{accuracy}.";
        }

        string joules = energy.PerInferenceJoules.Total is double total ? $"{(energy.LowerBound ? "at least " : "")}{Numbers.Si(total, "J")}" : "energy not priced";
        string seconds = latency.PerInferenceSeconds is double time ? Numbers.Si(time, "s") : "time unknown";
        return $"{accuracy}; {joules} and {seconds} per sample on {result.Chip}, {result.CoresUsed} cores.";
    }

    static XElement Populations(RunResult result)
    {
        HtmlTable table = new("name", ">neurons", result.BiologicalSeconds is null ? ">spikes per neuron and step" : ">rate in Hz", ">CV of intervals", ">correlation");
        foreach (PopulationActivity population in result.Populations.Take(MostPopulations))
        {
            table.Row(
                population.Name,
                Numbers.Count(population.Neurons),
                Numbers.Plain(population.RateHz ?? population.SpikesPerTimestep),
                Numbers.Plain(population.CvIsi),
                Numbers.Plain(population.Correlation));
        }

        return Tag("section", Words("h2", "Populations"), table.ToElement());
    }

    static XElement? Spikes(RunResult result) => result.Sample is not { } sample || sample.LastSecond <= sample.FirstSecond
        ? null
        : Tag(
            "section",
            Words("h2", "Spikes and rates"),
            Figure(PopulationRasterChart.Draw(sample), "Spikes of the first neurons of each population at the end of the run."),
            Figure(RateChart.Draw(sample), "Rates over the recorded time, of up to 200 neurons per population; each axis ends at its highest value."));

    static XElement Figure(XElement drawing, string caption) =>
        Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), drawing), Words("figcaption", caption));

    static XElement? Synapses(RunResult result)
    {
        if (result.Encodings.Count == 0)
        {
            return null;
        }

        HtmlTable table = new("source", "receptor", "stored as", ">synapses", ">bytes each");
        foreach (SynapseStore store in result.Encodings)
        {
            table.Row(
                store.Source,
                store.Receptor,
                store.Encoding,
                Numbers.Count(store.Synapses),
                Numbers.Plain(store.Synapses > 0 ? (double)store.Bytes / store.Synapses : null));
        }

        XElement section = Tag("section", Words("h2", "Synapses"), table.ToElement());
        foreach (PlasticWeights weights in result.PlasticWeights)
        {
            section.Add(Words("p", "about", $"Weights from {weights.Source} to {weights.Target}, which learn: {Numbers.Plain(weights.Mean)} ± {Numbers.Plain(weights.Deviation)} {weights.Unit} at the end."));
        }

        return section;
    }

    static XElement Tile(string name, string figure, string detail) =>
        Tag("div", "tile", Words("div", "name", name), Words("div", "figure", figure), Words("div", "detail", detail));
}
