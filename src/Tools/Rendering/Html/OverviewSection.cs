using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The estimate in words and four figures.</summary>
static class OverviewSection
{
    public static XElement Render(EstimateResult result, string name)
    {
        ModelFacts model = result.Model;
        XElement header = Tag(
            "header",
            Words("p", "kicker", $"{Numbers.Count(model.Parameters)} parameters, {Numbers.Count(model.Macs)} multiply-accumulates; {result.Timesteps} timesteps, method {result.Method}, {result.WeightBits}-bit weights"),
            Words("h1", $"{name} on {result.Chip.Name}"));
        foreach (string sentence in Headline.Sentences(result))
        {
            header.Add(Words("p", result.Partial && sentence.StartsWith("Interrupted", StringComparison.Ordinal) ? "lead warning" : "lead", sentence));
        }

        header.Add(Tag("div", "tiles", Accuracy(result), Energy(result), Latency(result), Verdict(result)));
        return header;
    }

    static XElement Accuracy(EstimateResult result) => result.Snn.Accuracy is double spiking
        ? Tile("accuracy, spiking", Numbers.Percent(spiking), $"as trained {Numbers.Percent(result.Ann.Accuracy)}")
        : Tile("same class as trained", Numbers.Percent(result.Snn.Agreement), "no labels were given");

    static XElement Energy(EstimateResult result)
    {
        EnergyFacts energy = result.Energy;
        string figure = energy.PerInferenceJoules.Total is double total ? (energy.LowerBound ? "≥ " : "") + Numbers.Si(total, "J") : "not priced";
        string detail = energy.Unpriced.Count == 0
            ? "every part is priced"
            : string.Create(CultureInfo.InvariantCulture, $"{energy.Unpriced.Count} part{(energy.Unpriced.Count == 1 ? "" : "s")} not priced");
        return Tile("energy per inference", figure, detail);
    }

    static XElement Latency(EstimateResult result) => Tile(
        "time per inference, on the chip",
        result.Latency.PerInferenceSeconds is null ? "not known" : Numbers.Si(result.Latency.PerInferenceSeconds, "s"),
        result.Latency.InferencesPerSecond is null
            ? "this chip's timing is unknown"
            : $"{Numbers.Count(result.Latency.InferencesPerSecond)}/s, one after the other");

    static XElement Verdict(EstimateResult result) => Tile(
        "conventions that spiking wins",
        result.Verdicts.Count == 0 ? "none applied" : Headline.Wins(result),
        result.Snn.SpikesPerSynapse is null ? "spikes per synapse not known" : $"{Numbers.Plain(result.Snn.SpikesPerSynapse)} spikes per synapse");

    static XElement Tile(string name, string figure, string detail) =>
        Tag("div", "tile", Words("div", "name", name), Words("div", "figure", figure), Words("div", "detail", detail));
}
