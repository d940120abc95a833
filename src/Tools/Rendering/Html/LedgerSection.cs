using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The bills, line by line: the chip's, and for each convention those of both networks.</summary>
static class LedgerSection
{
    public static XElement? Render(EstimateResult result)
    {
        if (result.Ledger.Count == 0)
        {
            return null;
        }

        XElement section = Tag(
            "section",
            Words("h2", "The ledger"),
            Words("p", "about", $"Everything that happened in one inference, and what became of it on {result.Chip.Name}: priced, contained in the price of another line, or without a known price, which makes the total a lower bound."),
            Table(result.Ledger));
        foreach (Verdict verdict in result.Verdicts.Where(verdict => verdict.Spiking.Count > 0))
        {
            section.Add(Tag(
                "details",
                Words("summary", $"{verdict.Convention}: both bills and every constant"),
                Words("h3", "Spiking"),
                Table(verdict.Spiking),
                Words("h3", "Conventional"),
                Table(verdict.Conventional),
                Words("h3", "Constants"),
                Constants(verdict)));
        }

        return section;
    }

    static XElement Table(IReadOnlyList<LedgerEntry> ledger)
    {
        double total = ledger.Sum(line => line.Joules ?? 0);
        HtmlTable table = new("what", ">count", ">each", ">energy", ">share", "price");
        foreach (LedgerEntry line in ledger)
        {
            table.Row(
                line.Term,
                Numbers.Count(line.Count),
                line.Joules is double joules && line.Count > 0 ? Numbers.Si(joules / line.Count, "J") : "",
                line.Joules is null ? Of(line.Treatment) : Numbers.Si(line.Joules, "J"),
                line.Joules is double part && total > 0 ? Numbers.Percent(part / total) : "",
                line.Basis);
        }

        return table.ToElement();
    }

    static string Of(LineTreatment treatment) => treatment switch
    {
        LineTreatment.Contained => "contained",
        LineTreatment.Excluded => "left out",
        _ => "not priced",
    };

    static XElement Constants(Verdict verdict)
    {
        HtmlTable table = new("constant", ">value", ">ratio if halved", ">if doubled", "node", "evidence", "source");
        foreach (ConstantFacts constant in verdict.Constants)
        {
            table.Row(
                constant.Name,
                constant.Value is double value ? $"{Numbers.Plain(value)} {constant.Unit}" : "–",
                Numbers.Plain(constant.RatioHalved),
                Numbers.Plain(constant.RatioDoubled),
                constant.Technology,
                constant.Evidence,
                constant.Source);
        }

        return table.ToElement();
    }
}
