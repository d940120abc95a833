using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>What became of each node of the model.</summary>
static class CoverageSection
{
    public static XElement? Render(EstimateResult result)
    {
        if (result.Coverage.Count == 0)
        {
            return null;
        }

        HtmlTable table = new("node", "operator", "treatment", "reason");
        foreach (CoverageEntry entry in result.Coverage)
        {
            table.Row(entry.Node, entry.Operator, Wording.Of(entry.Treatment), entry.Reason);
        }

        return Tag(
            "section",
            Words("h2", "Every node of the model"),
            Words("p", "about", $"{Wording.Summary(result.Coverage)}. Converted nodes run as spikes; folded ones are absorbed by another; islands stay conventional and are priced as multiply-accumulates."),
            table.ToElement());
    }
}
