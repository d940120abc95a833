using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Accuracy over timesteps, beside the network as trained and its integer twin.</summary>
static class AccuracyChart
{
    const double Width = 860;
    const double Height = 340;
    const double Left = 64;
    const double Right = 690;
    const double Top = 16;
    const double Bottom = 286;
    const double LabelGap = 17;
    const int MostMarkers = 64;

    public static XElement Draw(EstimateResult result)
    {
        IReadOnlyList<double> curve = result.Snn.AccuracyByTimestep;
        (string Name, double Value, string Class)[] ends =
        [
            .. Reference("as trained", result.Ann.Accuracy, "trained"),
            .. Reference("integer twin", result.Quantised.Accuracy, "twin"),
            ("spiking", curve[^1], "spiking"),
        ];
        double low = Math.Min(curve.Min(), ends.Min(end => end.Value));
        double high = Math.Max(curve.Max(), ends.Max(end => end.Value));
        double step = LinearAxis.RoundStep(Math.Max(high - low, 0.005) / 5);
        LinearAxis y = new(Math.Max(0, Math.Floor(low / step) * step), Math.Min(1, (Math.Floor(high / step) + 1) * step), Bottom, Top);
        LinearAxis x = new(0, curve.Count, Left, Right);
        SvgDrawing drawing = new(Width, Height, $"Line chart of accuracy over timesteps: it ends at {Numbers.Percent(curve[^1])} after {curve.Count} timesteps.");

        Axes(drawing, x, y);
        foreach ((string name, double value, string cssClass) in ends.Where(end => end.Class != "spiking"))
        {
            drawing.Group($"{name}: {Numbers.Percent(value)}", () => drawing.Line(Left, y.At(value), Right, y.At(value), $"reference {cssClass}"));
        }

        drawing.Polyline(curve.Select((value, i) => (x.At(i + 1), y.At(value))), "curve");
        if (curve.Count <= MostMarkers)
        {
            for (int i = 0; i < curve.Count; i++)
            {
                XElement marker = drawing.Circle(x.At(i + 1), y.At(curve[i]), 3.5, "marker");
                SvgDrawing.Title(marker, string.Create(CultureInfo.InvariantCulture, $"timestep {i + 1}: {Numbers.Percent(curve[i])}"));
            }
        }

        Labels(drawing, y, ends);
        return drawing.ToElement();
    }

    static IEnumerable<(string Name, double Value, string Class)> Reference(string name, double? value, string cssClass) =>
        value is double known && double.IsFinite(known) ? [(name, known, cssClass)] : [];

    static void Axes(SvgDrawing drawing, LinearAxis x, LinearAxis y)
    {
        foreach (double tick in y.Ticks(6))
        {
            drawing.Line(Left, y.At(tick), Right, y.At(tick), "grid");
            drawing.Text(Left - 8, y.At(tick) + 4, (100 * tick).ToString("0.##", CultureInfo.InvariantCulture) + " %", "tick end");
        }

        foreach (double tick in x.Ticks(8).Where(tick => tick == Math.Floor(tick) && tick >= 1))
        {
            drawing.Line(x.At(tick), Bottom, x.At(tick), Bottom + 5, "axis");
            drawing.Text(x.At(tick), Bottom + 20, tick.ToString("0", CultureInfo.InvariantCulture), "tick middle");
        }

        drawing.Line(Left, Bottom, Right, Bottom, "axis");
        drawing.Text((Left + Right) / 2, Bottom + 42, "timesteps until the answer is read", "label middle");
    }

    // Labels at the ends of the lines, pushed apart where the lines are close.
    static void Labels(SvgDrawing drawing, LinearAxis y, (string Name, double Value, string Class)[] ends)
    {
        (string Name, double Value, string Class)[] fromTop = [.. ends.OrderByDescending(end => end.Value)];
        double[] at = Array.ConvertAll(fromTop, end => y.At(end.Value));
        for (int i = 1; i < at.Length; i++)
        {
            at[i] = Math.Max(at[i], at[i - 1] + LabelGap);
        }

        double excess = Math.Max(0, at[^1] - Bottom);
        for (int i = 0; i < at.Length; i++)
        {
            double position = at[i] - excess;
            drawing.Polyline([(Right + 2, y.At(fromTop[i].Value)), (Right + 14, position)], "leader");
            drawing.Text(Right + 18, position + 4, $"{fromTop[i].Name} {Numbers.Percent(fromTop[i].Value)}", $"ending {fromTop[i].Class}");
        }
    }
}
