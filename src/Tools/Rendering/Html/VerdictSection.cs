using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Who spends less under each accounting convention.</summary>
static class VerdictSection
{
    public static XElement? Render(EstimateResult result)
    {
        if (result.Verdicts.Count == 0)
        {
            return null;
        }

        XElement section = Tag(
            "section",
            Words("h2", "Who spends less depends on what is counted"),
            Words("p", "about", $"The same network and the same spikes, priced by each convention. Break-even is the number of spikes per synapse and inference at which both cost the same, “never” if the spiking network costs more even without spikes; measured here: {Numbers.Plain(result.Snn.SpikesPerSynapse)}."),
            VerdictWords.Sentences(result).Select(sentence => Words("p", sentence)),
            Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), RatioChart.Draw(result))),
            Words("p", "about", "Float: 32 bits; int8: 8-bit integers; twin: as many activation levels as there are timesteps. The band holds the ratio with any constants halved or doubled at once; “firm” verdicts stay the same all over it. ≥: something has no price; *: at a width that the convention does not name."));
        HtmlTable table = new("convention", ">float", ">int8", ">twin", ">spiking", ">ratio", ">band", ">break-even", "winner");
        foreach (Verdict verdict in result.Verdicts)
        {
            table.Row(
                Words("span", "whole", verdict.Convention),
                verdict.Int8Joules is null && verdict.FloatJoules is null && verdict.AnnJoules is not null ? Numbers.Si(verdict.AnnJoules, "J") + " *" : Numbers.Si(verdict.FloatJoules, "J"),
                Numbers.Si(verdict.Int8Joules, "J"),
                Numbers.Si(verdict.QuantisedJoules, "J"),
                verdict.SnnJoules is null ? "not priced" : (verdict.LowerBound ? "≥ " : "") + Numbers.Si(verdict.SnnJoules, "J"),
                (verdict.LowerBound ? "≥ " : "") + Numbers.Plain(verdict.Ratio),
                Wording.Of(verdict.RatioBand),
                Wording.BreakEven(verdict),
                Winning(verdict.Winner, verdict.Robust));
            if (verdict.Includes.Length > 0 || verdict.Source.Length > 0)
            {
                table.Remark($"Counts {verdict.Includes}.", $"Constants: {verdict.Technology}{(verdict.MixesNodes ? " (different technology nodes are compared)" : "")}. {verdict.Source}.");
            }
        }

        section.Add(table.ToElement());
        return section;
    }

    static XElement Winning(Winner winner, bool firm)
    {
        string mark = winner switch
        {
            Winner.Spiking => "●",
            Winner.Conventional => "■",
            _ => "○",
        };
        return Words("span", $"winner {Wording.Of(winner)}", $"{mark} {Wording.Of(winner)}{(firm ? ", firm" : "")}");
    }
}
