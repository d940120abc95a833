using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>What stopping when sure gives: response times, accuracy against mean timesteps, and who spends less then.</summary>
static class ConfidentSection
{
    const double Width = 860;
    const double Height = 260;
    const double Left = 64;
    const double Right = 830;
    const double Top = 16;
    const double Bottom = 206;

    public static XElement? Render(EstimateResult result)
    {
        if (result.Confident is not ConfidentFacts facts)
        {
            return null;
        }

        HtmlTable curve = new(">confidence asked for", ">mean timesteps", ">accuracy", ">as trained");
        foreach (ConfidencePoint point in facts.Curve)
        {
            curve.Row(
                point.Target.ToString("0.###", CultureInfo.InvariantCulture), Numbers.Plain(point.MeanTimesteps), Numbers.Percent(point.Accuracy), Numbers.Percent(point.Agreement));
        }

        HtmlTable verdicts = new("convention", ">spiking until the stop", ">ratio", "winner");
        foreach (StoppedVerdict verdict in facts.Verdicts)
        {
            verdicts.Row(Words("span", "whole", verdict.Convention), Numbers.Si(verdict.SnnJoules, "J"), Numbers.Plain(verdict.Ratio), Wording.Of(verdict.Winner));
        }

        return Tag(
            "section",
            Words("h2", "If each sample stops when it is sure"),
            Words("p", "about", ConfidentWords.Summary(result, facts)),
            Tag("figure", Tag("div", "scroll", Attribute("tabindex", "0"), Chart(facts))),
            curve.ToElement(),
            verdicts.ToElement());
    }

    static XElement Chart(ConfidentFacts facts)
    {
        int last = facts.ResponseTimes.Max(time => time.Timesteps);
        LinearAxis x = new(0.5, last + 0.5, Left, Right);
        LinearAxis y = new(0, facts.ResponseTimes.Max(time => time.Samples), Bottom, Top);
        SvgDrawing drawing = new(Width, Height, $"Histogram of response times: samples stop after {Numbers.Plain(facts.MeanTimesteps)} timesteps on average, the last after {last}.");
        foreach (double tick in y.Ticks(4))
        {
            drawing.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            drawing.Text(Left - 8, y.At(tick) + 4, Numbers.Count(tick), "tick end");
        }

        double width = Math.Max(1, Math.Min(48, ((Right - Left) / last) - 2));
        foreach (ResponseTime time in facts.ResponseTimes)
        {
            drawing.Group($"timestep {time.Timesteps}: {time.Samples} samples, accuracy {Numbers.Percent(time.Accuracy)}", () =>
                drawing.Rectangle(x.At(time.Timesteps) - (width / 2), y.At(time.Samples), width, Bottom - y.At(time.Samples), "bar part"));
        }

        foreach (double tick in x.Ticks(8).Where(tick => tick == Math.Floor(tick) && tick >= 1))
        {
            drawing.Text(x.At(tick), Bottom + 20, tick.ToString("0", CultureInfo.InvariantCulture), "tick middle");
        }

        drawing.Line(Left, Bottom, Right, Bottom, "axis");
        drawing.Text((Left + Right) / 2, Bottom + 42, "timesteps until a sample stops", "label middle");
        return drawing.ToElement();
    }
}
