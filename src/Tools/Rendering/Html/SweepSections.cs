using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>A sweep: the answer in words, a chart per chip, every point, and how to get it again.</summary>
static class SweepSections
{
    public static XElement Render(SweepResult result, Reproduction reproduction, string name)
    {
        XElement header = Tag(
            "header",
            Words("p", "kicker", $"{Numbers.Count(result.Model.Parameters)} parameters, {Numbers.Count(result.Model.Macs)} multiply-accumulates; {Numbers.Whole(result.Data.Samples)} samples"),
            Words("h1", $"Sweep of {name}"));
        foreach (string sentence in SweepWords.Sentences(result))
        {
            header.Add(Words("p", result.Partial && sentence.StartsWith("Interrupted", StringComparison.Ordinal) ? "lead warning" : "lead", sentence));
        }

        XElement main = Tag("main", header);
        foreach (IGrouping<string, SweepPoint> chip in result.Points.Where(point => point.Refused is null).GroupBy(point => point.Chip))
        {
            main.Add(Chip(chip.Key, [.. chip]));
        }

        main.Add(Refusals(result), ReproductionSection.Render(result, reproduction));
        return main;
    }

    static XElement Chip(string chip, SweepPoint[] points)
    {
        XElement section = Tag(
            "section",
            Words("h2", $"On {chip}"),
            Words("p", "about", "The line joins the points that no other one beats in accuracy and energy; filled points are beaten by none in accuracy, energy and time together. Energies marked ≥ leave out what is not published for the chip. Energies of different chips leave out different things, so chips are not compared here."));
        if (SweepChart.CanDraw(points))
        {
            section.Add(Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), SweepChart.Draw(chip, points))));
        }

        bool confident = points.Any(point => point.Confidence is not null);
        HtmlTable table = new(
        [
            "method", ">weight bits", ">timesteps", .. confident ? [">confidence"] : Array.Empty<string>(), ">accuracy", ">energy", ">time", ">steps to answer", ">spikes/synapse",
            ">÷ int8, 8 KiB", ">cores", "front",
        ]);
        foreach (SweepPoint point in points.OrderBy(point => point.JoulesPerInference ?? double.MaxValue))
        {
            string[] sure = confident ? [point.Confidence is double asked ? asked.ToString(CultureInfo.InvariantCulture) : "to the end"] : [];
            table.Row(
            [
                point.Method,
                Numbers.Count(point.WeightBits),
                Numbers.Count(point.Timesteps),
                .. sure,
                Numbers.Percent(SweepWords.Quality(point)),
                SweepWords.Energy(point),
                Numbers.Si(point.SecondsPerInference, "s"),
                Numbers.Plain(point.MeanTimesteps),
                Numbers.Plain(point.SpikesPerSynapse),
                Numbers.Plain(point.RatioToInt8),
                Numbers.Count(point.Cores),
                point.Pareto ? Words("span", "winner spiking", "● not beaten") : "",
            ]);
        }

        section.Add(table.ToElement());
        return section;
    }

    static XElement? Refusals(SweepResult result)
    {
        IGrouping<string, SweepPoint>[] refused = [.. result.Points.Where(point => point.Refused is not null).GroupBy(point => point.Refused!)];
        return refused.Length == 0
            ? null
            : Tag(
                "section",
                Words("h2", "What could not be run"),
                Tag("ul", refused.Select(group => Words("li", $"{group.Count()} of the points, such as {SweepWords.Name(group.First())}: {group.Key}"))));
    }
}
