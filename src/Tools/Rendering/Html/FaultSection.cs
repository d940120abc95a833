using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Plain;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Runs with something broken.</summary>
static class FaultSection
{
    public static XElement? Render(EstimateResult result)
    {
        if (result.Faults.Count == 0)
        {
            return null;
        }

        HtmlTable table = new("faults", "broken", ">accuracy", ">decided as before", ">spikes", ">synaptic events", ">hops", ">energy", ">time");
        foreach (FaultFacts run in result.Faults)
        {
            table.Row(
                run.Faults,
                FaultText.Broken(run),
                Numbers.Percent(run.Accuracy),
                Numbers.Percent(run.Agreement),
                Numbers.Count(run.Spikes),
                Numbers.Count(run.SynapticEvents),
                Numbers.Count(run.LinkTraversals),
                Numbers.Si(run.JoulesPerInference, "J"),
                Numbers.Si(run.SecondsPerInference, "s"));
        }

        return Tag(
            "section",
            Words("h2", "With something broken"),
            Words("p", "about", "The same samples with faults that the seed decides; a higher rate breaks all that a lower one does, and more. Figures per inference; packets are counted over all samples."),
            table.ToElement());
    }
}
