using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>What stopping when sure gives, as text.</summary>
static class ConfidentText
{
    const int MostRows = 8;

    public static void Write(TerminalPage page, EstimateResult result)
    {
        if (result.Confident is not ConfidentFacts facts)
        {
            return;
        }

        page.Heading("If each sample stops as soon as its decision is sure");
        page.Paragraph(ConfidentWords.Summary(result, facts));
        page.Table(
            ["confidence asked for", .. facts.Curve.Select(point => ">" + point.Target.ToString("0.###", CultureInfo.InvariantCulture))],
            [
                ["mean timesteps", .. facts.Curve.Select(point => Numbers.Plain(point.MeanTimesteps))],
                facts.Accuracy is null
                    ? ["as trained", .. facts.Curve.Select(point => Share(point.Agreement))]
                    : ["accuracy, %", .. facts.Curve.Select(point => Share(point.Accuracy ?? double.NaN))],
            ]);
        page.Table(
            ["stopped after", ">samples", ">share", ">accuracy"],
            Rows(facts).Select(row => (IReadOnlyList<string>)
            [
                row.Name, Numbers.Whole(row.Samples), Numbers.Percent((double)row.Samples / result.Data.Samples), Numbers.Percent(row.Accuracy),
            ]));
    }

    static string Share(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) : Numbers.Unknown;

    static IEnumerable<(string Name, int Samples, double? Accuracy)> Rows(ConfidentFacts facts)
    {
        foreach (ResponseTime time in facts.ResponseTimes.Take(facts.ResponseTimes.Count > MostRows ? MostRows - 1 : MostRows))
        {
            yield return (time.Timesteps == 1 ? "1 timestep" : $"{time.Timesteps} timesteps", time.Samples, time.Accuracy);
        }

        ResponseTime[] rest = [.. facts.ResponseTimes.Skip(MostRows - 1)];
        if (rest.Length > 1)
        {
            int samples = rest.Sum(time => time.Samples);
            yield return ($"{rest[0].Timesteps} to {rest[^1].Timesteps}", samples, rest.Sum(time => time.Accuracy * time.Samples) / samples);
        }
    }
}
