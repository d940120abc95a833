using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>How accuracy grows with time, and how it compares.</summary>
static class AccuracySection
{
    public static XElement Render(EstimateResult result)
    {
        XElement section = Tag("section", Words("h2", "Accuracy"));
        if (result.Snn.AccuracyByTimestep.Count == 0)
        {
            section.Add(Words("p", "about", "Without labels nothing can be said about accuracy."));
        }
        else
        {
            section.Add(
                Words("p", "about", $"What the accuracy on {Numbers.Whole(result.Data.Samples)} samples would be if the answer were read after each timestep. The integer twin is the conventional network with as many activation levels as the spiking one has."),
                Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), AccuracyChart.Draw(result))));
        }

        HtmlTable table = new("network", ">accuracy", ">95 % interval", "precision");
        Row(table, "as trained (ONNX Runtime)", result.Ann.Accuracy, result.Data.Samples, "32-bit floating point");
        Row(table, "integer twin", result.Quantised.Accuracy, result.Data.Samples, string.Create(CultureInfo.InvariantCulture, $"{result.Quantised.ActivationBits}-bit activations, {result.WeightBits}-bit weights"));
        Row(table, "spiking", result.Snn.Accuracy, result.Data.Samples, string.Create(CultureInfo.InvariantCulture, $"{result.Timesteps} timesteps, {result.WeightBits}-bit weights"));
        section.Add(table.ToElement());
        string[] checks = [.. Checks(result)];
        if (checks.Length > 0)
        {
            section.Add(Words("p", "about", string.Join(' ', checks)));
        }

        return section;
    }

    static IEnumerable<string> Checks(EstimateResult result)
    {
        if (result.Snn.Agreement is double agreement)
        {
            yield return $"The spiking network and the one as trained choose the same class for {Numbers.Percent(agreement)} of the samples.";
        }

        if (result.Snn.ExactNeurons is double exact)
        {
            yield return $"{Numbers.Percent(exact)} of all neurons equal the integer twin exactly.";
        }

        if (result.Ann.MaxNodeError is double error)
        {
            yield return $"The imported graph differs from ONNX Runtime by at most {Numbers.Plain(error)} at any node.";
        }
    }

    static void Row(HtmlTable table, string name, double? accuracy, int samples, string precision) => table.Row(
        name,
        Numbers.Percent(accuracy),
        accuracy is double known && double.IsFinite(known) ? ConfidenceInterval.Of(known, samples).ToString() : Numbers.Unknown,
        precision);
}
