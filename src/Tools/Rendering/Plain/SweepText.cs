using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>A sweep as text.</summary>
static class SweepText
{
    public static void Write(TerminalPage page, SweepResult result)
    {
        page.Heading($"Sweep of {result.Model.Path}");
        foreach (string sentence in SweepWords.Sentences(result))
        {
            page.Paragraph(sentence);
        }

        SweepPoint[] points = [.. result.Points.Where(point => point.Refused is null)];
        if (points.Length > 0)
        {
            page.Heading("Points (* is beaten by no other point of its chip)");
            bool confident = points.Any(point => point.Confidence is not null);
            page.Table(
                ["chip", "method", ">bits", ">steps", .. confident ? [">sure"] : Array.Empty<string>(), ">accuracy", ">energy", ">time", ">to answer", ">s/syn", ""],
                points.OrderBy(point => point.Chip, StringComparer.Ordinal).ThenBy(point => point.JoulesPerInference ?? double.MaxValue).Select(point => (IReadOnlyList<string>)
                [
                    point.Chip,
                    point.Method,
                    Numbers.Count(point.WeightBits),
                    Numbers.Count(point.Timesteps),
                    .. confident ? [point.Confidence is double sure ? sure.ToString(CultureInfo.InvariantCulture) : ""] : Array.Empty<string>(),
                    Numbers.Percent(SweepWords.Quality(point)),
                    SweepWords.Energy(point),
                    Numbers.Si(point.SecondsPerInference, "s"),
                    Numbers.Plain(point.MeanTimesteps),
                    Numbers.Plain(point.SpikesPerSynapse),
                    point.Pareto ? "*" : "",
                ]));
        }

        IGrouping<string, SweepPoint>[] refused = [.. result.Points.Where(point => point.Refused is not null).GroupBy(point => point.Refused!)];
        if (refused.Length > 0)
        {
            page.Heading("What could not be run");
            foreach (IGrouping<string, SweepPoint> group in refused)
            {
                page.Bullet($"{group.Count()} {(group.Count() == 1 ? "point" : "points")}, such as {SweepWords.Name(group.First())}: {group.Key}");
            }
        }
    }
}
