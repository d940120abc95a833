using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Accuracy over energy of a chip's points, with the front that no point beats in both.</summary>
static class SweepChart
{
    const double Width = 860;
    const double Height = 380;
    const double Left = 64;
    const double Right = 640;
    const double Top = 16;
    const double Bottom = 326;
    const double LegendStep = 22;

    /// <summary>Whether any point has an energy.</summary>
    public static bool CanDraw(IEnumerable<SweepPoint> points) => points.Any(IsDrawn);

    public static XElement Draw(string chip, IReadOnlyList<SweepPoint> all)
    {
        SweepPoint[] points = [.. all.Where(IsDrawn)];
        string[] methods = [.. points.Select(point => point.Method).Distinct()];
        double low = points.Min(SweepWords.Quality);
        double high = points.Max(SweepWords.Quality);
        double step = LinearAxis.RoundStep(Math.Max(high - low, 0.005) / 5);
        LinearAxis y = new(Math.Max(0, Math.Floor(low / step) * step), Math.Min(1, (Math.Floor(high / step) + 1) * step), Bottom, Top);
        LogAxis x = new(points.Select(point => point.JoulesPerInference!.Value), Left, Right);
        SvgDrawing drawing = new(Width, Height, $"Scatter chart of accuracy over energy per inference on {chip}: {points.Length} points, {points.Count(point => point.Pareto)} of them on the front.");
        foreach (double tick in y.Ticks(6))
        {
            drawing.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            drawing.Text(Left - 8, y.At(tick) + 4, (100 * tick).ToString("0.##", CultureInfo.InvariantCulture) + " %", "tick end");
        }

        foreach (double tick in x.Ticks())
        {
            drawing.Line(x.At(tick), Top, x.At(tick), Bottom, "grid");
            drawing.Text(x.At(tick), Bottom + 20, Numbers.Si(tick, "J").Replace(".00", "", StringComparison.Ordinal).Replace(".0", "", StringComparison.Ordinal), "tick middle");
        }

        drawing.Line(Left, Bottom, Right, Bottom, "axis");
        drawing.Text((Left + Right) / 2, Bottom + 44, "energy of one inference (logarithmic)", "label middle");
        drawing.Polyline(Front(points).Select(point => (x.At(point.JoulesPerInference!.Value), y.At(SweepWords.Quality(point)))), "curve");
        foreach (SweepPoint point in points.OrderBy(point => point.Pareto))
        {
            Mark(drawing, x.At(point.JoulesPerInference!.Value), y.At(SweepWords.Quality(point)), Array.IndexOf(methods, point.Method), point.Pareto, Words(point));
        }

        Legend(drawing, methods);
        return drawing.ToElement();
    }

    static bool IsDrawn(SweepPoint point) => point.Refused is null && point.JoulesPerInference > 0 && double.IsFinite(SweepWords.Quality(point));

    static string Words(SweepPoint point) => $"{SweepWords.Name(point)}: {Numbers.Percent(SweepWords.Quality(point))}, {SweepWords.Energy(point)}, {Numbers.Si(point.SecondsPerInference, "s")}";

    /// <summary>From the least energy on, the points that are better than all that need less.</summary>
    static IEnumerable<SweepPoint> Front(IEnumerable<SweepPoint> points)
    {
        double best = double.NegativeInfinity;
        foreach (SweepPoint point in points.OrderBy(point => point.JoulesPerInference).ThenByDescending(SweepWords.Quality))
        {
            if (SweepWords.Quality(point) > best)
            {
                best = SweepWords.Quality(point);
                yield return point;
            }
        }
    }

    // Methods differ in shape; points on the front are filled.
    static void Mark(SvgDrawing drawing, double x, double y, int shape, bool front, string title)
    {
        string cssClass = front ? "mark spiking" : "mark undecided";
        drawing.Group(title, () =>
        {
            switch (shape % 3)
            {
                case 0:
                    drawing.Circle(x, y, 5.5, cssClass);
                    break;
                case 1:
                    drawing.Rectangle(x - 5, y - 5, 10, 10, cssClass);
                    break;
                default:
                    drawing.Polyline([(x, y - 6.5), (x + 6.5, y + 5), (x - 6.5, y + 5), (x, y - 6.5)], cssClass);
                    break;
            }

            if (shape >= 3)
            {
                drawing.Text(x + 8, y + 4, (shape / 3).ToString(CultureInfo.InvariantCulture), "tick");
            }
        });
    }

    static void Legend(SvgDrawing drawing, string[] methods)
    {
        double x = Right + 30;
        double y = Top + 12;
        for (int i = 0; i < methods.Length; i++, y += LegendStep)
        {
            string shown = methods[i].Length <= 22 ? methods[i] : methods[i][..21] + "…";
            Mark(drawing, x, y, i, front: false, methods[i]);
            drawing.Text(x + 18, y + 4, $"method {shown}", "tick");
        }

        Mark(drawing, x, y, 0, front: true, "filled: not beaten");
        drawing.Text(x + 18, y + 4, "filled: not beaten", "tick");
    }
}
