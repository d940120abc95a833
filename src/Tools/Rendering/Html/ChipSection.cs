using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>How the network lies on the chip.</summary>
static class ChipSection
{
    const int MostCores = 1024;

    public static XElement Render(EstimateResult result)
    {
        ChipUse chip = result.Chip;
        string chips = chip.ChipsUsed == 1 ? "one chip" : string.Create(CultureInfo.InvariantCulture, $"{chip.ChipsUsed} chips");
        XElement section = Tag(
            "section",
            Words("h2", "On the chip"),
            Words("p", "about", $"{Numbers.Whole(chip.CoresUsed)} cores in use on {chips} of {Numbers.Whole(chip.Cores)} cores each."));
        if (MeshChart.CanDraw(chip))
        {
            XElement mesh = MeshChart.Draw(chip);
            section.Add(Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), mesh)));
        }

        if (chip.Utilisation.Count > 0)
        {
            HtmlTable limits = new("limit", "tightest at", ">used", ">available", ">share", "");
            foreach (LimitUse limit in chip.Utilisation)
            {
                double share = limit.Available > 0 ? limit.Used / limit.Available : double.NaN;
                limits.Row(limit.Limit, limit.Where, Numbers.Count(limit.Used), Numbers.Count(limit.Available), Numbers.Percent(share), Gauge(share));
            }

            section.Add(Words("h3", "Limits"), limits.ToElement());
        }

        section.Add(MappingSection.Render(result));
        if (chip.CoreList.Count > 0)
        {
            section.Add(Tag("details", Words("summary", $"Every core in use ({chip.CoreList.Count})"), Cores(chip)));
        }

        return section;
    }

    internal static XElement Gauge(double share) => double.IsFinite(share)
        ? Tag(
            "div",
            "gauge",
            Attribute("role", "img"),
            Attribute("aria-label", Numbers.Percent(share)),
            Tag("div", share > 0.9 ? "fill near" : "fill", Attribute("style", string.Create(CultureInfo.InvariantCulture, $"width:{100 * Math.Clamp(share, 0, 1):0.#}%"))))
        : Words("span", Numbers.Unknown);

    static XElement Cores(ChipUse chip)
    {
        HtmlTable table = new(">core", ">tile", "layer", ">neurons", ">spikes", ">synaptic events", ">packets in", ">packets out", ">energy");
        foreach (CoreUse core in chip.CoreList.Take(MostCores))
        {
            table.Row(
                core.Core.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{core.TileX}, {core.TileY}"),
                core.Layer,
                Numbers.Whole(core.Neurons),
                Numbers.Count(core.SpikesPerInference),
                Numbers.Count(core.SynapticEventsPerInference),
                Numbers.Count(core.PacketsIn),
                Numbers.Count(core.PacketsOut),
                core.JoulesPerInference is null ? "not priced" : Numbers.Si(core.JoulesPerInference, "J"));
        }

        XElement all = Tag("div", table.ToElement());
        if (chip.CoreList.Count > MostCores)
        {
            all.Add(Words("p", "about", $"The first {MostCores} are shown; the JSON result has all."));
        }

        return all;
    }
}
