using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Energy by part beside conventional devices, on one logarithmic axis; what is not priced is hatched.</summary>
static class EnergyChart
{
    const double Width = 860;
    const double Left = 300;
    const double Right = 740;
    const double RowHeight = 27;
    const double BarHeight = 15;
    const int LongestLabel = 38;

    /// <summary>Whether anything is priced, so that there is a scale to draw on.</summary>
    public static bool CanDraw(EstimateResult result) => Wording.Parts(result.Energy.PerInferenceJoules).Select(part => part.Joules)
        .Append(result.Energy.PerInferenceJoules.Total)
        .Concat(result.Conventional.Select(device => device.JoulesPerInference))
        .Any(joules => joules is double value && double.IsFinite(value) && value > 0);

    public static XElement Draw(EstimateResult result)
    {
        EnergyParts parts = result.Energy.PerInferenceJoules;
        IReadOnlyList<(string Name, double? Joules)> priced = Wording.Parts(parts);
        // Devices whose energy nobody knows stand in the table only.
        ConventionalDevice[] devices = [.. result.Conventional.Where(device => device.JoulesPerInference is not null).OrderBy(device => device.JoulesPerInference)];
        LogAxis x = new(
            priced.Select(part => part.Joules).Append(parts.Total).Concat(devices.Select(device => device.JoulesPerInference)).OfType<double>(),
            Left,
            Right);
        double bottom = 24 + (RowHeight * (priced.Count + 1)) + (devices.Length == 0 ? 0 : 34 + (RowHeight * devices.Length)) + 6;
        SvgDrawing drawing = new(
            Width,
            bottom + 52,
            $"Bar chart on a logarithmic axis: energy of one inference on {result.Chip.Name} by part, {Headline.TotalEnergy(result.Energy)} in all, beside {devices.Length} conventional devices.");
        drawing.DefineHatch();
        Axis(drawing, x, bottom);

        double y = 14;
        drawing.Text(8, y, $"Spiking, on {result.Chip.Name}", "group");
        y += 10;
        Bar(drawing, x, y, "total", parts.Total, "total", result.Energy.LowerBound);
        y += RowHeight;
        foreach ((string name, double? joules) in priced)
        {
            Bar(drawing, x, y, name, joules, "part", open: false);
            y += RowHeight;
        }

        if (devices.Length > 0)
        {
            y += 24;
            drawing.Text(8, y, "Conventional", "group");
            y += 10;
            foreach (ConventionalDevice device in devices)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{device.Device}, {device.Bits} bit");
                Bar(drawing, x, y, name, device.JoulesPerInference, "device", open: false);
                y += RowHeight;
            }
        }

        return drawing.ToElement();
    }

    static void Axis(SvgDrawing drawing, LogAxis x, double bottom)
    {
        foreach (double tick in x.Ticks())
        {
            drawing.Line(x.At(tick), 22, x.At(tick), bottom, "grid");
            drawing.Text(x.At(tick), bottom + 18, Tick(tick), "tick middle");
        }

        drawing.Line(Left, bottom, Right, bottom, "axis");
        drawing.Text((Left + Right) / 2, bottom + 40, "energy of one inference (logarithmic)", "label middle");
    }

    // "100 nJ" rather than "100.0 nJ": ticks are powers of ten.
    static string Tick(double value) => Numbers.Si(value, "J").Replace(".00", "", StringComparison.Ordinal).Replace(".0", "", StringComparison.Ordinal);

    static void Bar(SvgDrawing drawing, LogAxis x, double y, string name, double? joules, string cssClass, bool open)
    {
        double middle = y + (RowHeight / 2);
        string shown = name.Length <= LongestLabel ? name : name[..(LongestLabel - 1)] + "…";
        if (joules is not double value || !double.IsFinite(value))
        {
            drawing.Group($"{name}: not priced", () =>
            {
                drawing.Text(Left - 10, middle + 4, shown, "row end");
                drawing.Rectangle(Left, middle - (BarHeight / 2), Right - Left, BarHeight, "hatched", 2);
                drawing.Text(Right + 8, middle + 4, "not priced", "value");
            });
            return;
        }

        string text = (open ? "≥ " : "") + Numbers.Si(value, "J");
        drawing.Group($"{name}: {text}", () =>
        {
            double end = value > 0 ? x.At(value) : Left;
            drawing.Text(Left - 10, middle + 4, shown, "row end");
            drawing.Rectangle(Left, middle - (BarHeight / 2), end - Left, BarHeight, $"bar {cssClass}", 2);
            double label = end;
            if (open)
            {
                double rest = Math.Min(40, Right - end);
                drawing.Rectangle(end, middle - (BarHeight / 2), rest, BarHeight, "hatched");
                label = end + rest;
            }

            drawing.Text(label + 8, middle + 4, text, "value");
        });
    }
}
