using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Energy and time on the chip, beside conventional devices.</summary>
static class EnergySection
{
    public static XElement Render(EstimateResult result)
    {
        EnergyFacts energy = result.Energy;
        XElement section = Tag("section", Words("h2", "Energy and time of one inference"));
        if (energy.LowerBound || energy.Unpriced.Count > 0)
        {
            string unpriced = energy.Unpriced.Count == 0 ? "some parts" : string.Join("; ", energy.Unpriced);
            section.Add(Words("p", "about", $"Not priced: {unpriced}. What is not priced is hatched, not zero{(energy.LowerBound ? "; the total is a lower bound" : "")}."));
        }

        foreach (string included in energy.Included)
        {
            section.Add(Words("p", "about", $"Charged once: {included}."));
        }

        if (EnergyChart.CanDraw(result))
        {
            section.Add(Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), EnergyChart.Draw(result))));
        }

        if (energy.PerLayer.Any(layer => layer.Total > 0))
        {
            section.Add(Words("h3", $"By layer, on {result.Chip.Name}"), Layers(energy), Words("h3", "By device"));
        }

        HtmlTable table = new("device", "evidence", ">bits", ">energy", ">time");
        table.Row(
            result.Chip.Name,
            "modelled",
            string.Create(CultureInfo.InvariantCulture, $"{result.WeightBits}"),
            Headline.TotalEnergy(energy),
            Numbers.Si(result.Latency.PerInferenceSeconds, "s"));
        foreach (ConventionalDevice device in result.Conventional)
        {
            table.Row(
                device.Device,
                Wording.Of(device.Evidence),
                string.Create(CultureInfo.InvariantCulture, $"{device.Bits}"),
                device.JoulesPerInference is double joules ? Numbers.Si(joules, "J") : device.Evidence == Evidence.Measured ? "not measured" : "not priced",
                Numbers.Si(device.SecondsPerInference, "s"));
        }

        section.Add(table.ToElement());
        if (result.Latency.PerTimestepSeconds is not null)
        {
            section.Add(Words("p", "about", $"On the chip a timestep takes {Numbers.Si(result.Latency.PerTimestepSeconds, "s")} on average; the answer is there after {result.Snn.LatencyTimesteps} timesteps. {Numbers.Count(result.Latency.InferencesPerSecond)} inferences per second, one after the other."));
        }

        return section;
    }

    static XElement Layers(EnergyFacts energy)
    {
        double all = energy.PerLayer.Sum(layer => layer.Total);
        HtmlTable table = new("layer", ">synapse", ">neuron", ">network", ">input", ">all", ">share", "");
        foreach (LayerEnergy layer in energy.PerLayer)
        {
            table.Row(
                layer.Layer,
                Numbers.Si(layer.Synapse, "J"),
                Numbers.Si(layer.Neuron, "J"),
                Numbers.Si(layer.Network, "J"),
                energy.PerInferenceJoules.Input is null ? "not priced" : Numbers.Si(layer.Input, "J"),
                Numbers.Si(layer.Total, "J"),
                Numbers.Percent(layer.Total / all),
                ChipSection.Gauge(layer.Total / all));
        }

        return table.ToElement();
    }
}
