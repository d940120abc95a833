using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>How well each layer follows the activations it stands for.</summary>
static class LayerSection
{
    public static XElement? Render(EstimateResult result)
    {
        if (result.Snn.Layers.Count == 0)
        {
            return null;
        }

        XElement section = Tag(
            "section",
            Words("h2", "Layers"),
            Words("p", "about", "Correlation and relative error compare spike rates with the trained activations. Saturated neurons spike as often as they can, dead ones never although they should, uneven ones differ from the integer twin by the order of arrival. Threshold bits are the resolution that integer weights leave."));
        if (result.Snn.FirstBadLayer is string bad)
        {
            section.Add(Words("p", "warning", $"First layer that does not follow its activations: {bad}."));
        }

        HtmlTable table = new("layer", ">neurons", ">cores", ">spikes per neuron", ">correlation", ">relative error", ">saturated", ">dead", ">uneven", ">threshold bits");
        foreach (LayerDiagnosis layer in result.Snn.Layers)
        {
            table.Row(
                layer.Name,
                Numbers.Whole(layer.Neurons),
                Numbers.Whole(layer.Cores),
                Numbers.Plain(layer.SpikesPerNeuron),
                layer.Correlation is double correlation && double.IsFinite(correlation) ? correlation.ToString("0.000", CultureInfo.InvariantCulture) : Numbers.Unknown,
                Numbers.Percent(layer.RelativeError),
                Numbers.Percent(layer.Saturated),
                Numbers.Percent(layer.Dead),
                Numbers.Percent(layer.Uneven),
                Numbers.Count(layer.ThresholdBits));
        }

        section.Add(table.ToElement());
        return section;
    }
}
