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
            Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), RatioChart.Draw(result))));
        HtmlTable table = new("convention", ">conventional", ">integer twin", ">spiking", ">ratio", ">break-even", "winner");
        foreach (Verdict verdict in result.Verdicts)
        {
            table.Row(
                verdict.Convention,
                Joules(verdict.AnnJoules),
                Joules(verdict.QuantisedJoules),
                Joules(verdict.SnnJoules),
                Numbers.Plain(verdict.Ratio),
                Wording.BreakEven(verdict),
                Winning(verdict.Winner));
            if (verdict.Includes.Length > 0 || verdict.Source.Length > 0)
            {
                table.Remark($"Counts {verdict.Includes}.", $"Constants: {verdict.Technology}. {verdict.Source}.");
            }
        }

        section.Add(table.ToElement());
        return section;
    }

    static string Joules(double? joules) => joules is null ? "not priced" : Numbers.Si(joules, "J");

    static XElement Winning(Winner winner)
    {
        string mark = winner switch
        {
            Winner.Spiking => "●",
            Winner.Conventional => "■",
            _ => "○",
        };
        return Words("span", $"winner {Wording.Of(winner)}", $"{mark} {Wording.Of(winner)}");
    }
}
