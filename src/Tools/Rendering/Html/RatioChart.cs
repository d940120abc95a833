using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Spiking energy over conventional energy, one mark per accounting convention, around a line at one.</summary>
static class RatioChart
{
    const double Width = 860;
    const double Left = 330;
    const double Right = 770;
    const double Top = 34;
    const double RowHeight = 27;
    const int LongestLabel = 42;

    public static XElement Draw(EstimateResult result)
    {
        IReadOnlyList<Verdict> verdicts = result.Verdicts;
        double bottom = Top + (RowHeight * verdicts.Count) + 4;
        SvgDrawing drawing = new(
            Width,
            bottom + 52,
            $"Dot chart on a logarithmic axis: spiking energy over conventional energy under {verdicts.Count} conventions; spiking wins under {Headline.Wins(result)}.");

        // One decade to each side of equality at least, so that the line at one is inside.
        LogAxis x = new(verdicts.Select(verdict => verdict.Ratio).OfType<double>().Concat([0.2, 5]), Left, Right);
        double equal = x.At(1);
        drawing.Rectangle(Left, Top, equal - Left, bottom - Top, "won");
        foreach (double tick in x.Ticks())
        {
            drawing.Line(x.At(tick), Top, x.At(tick), bottom, "grid");
            drawing.Text(x.At(tick), bottom + 18, Tick(tick), "tick middle");
        }

        drawing.Line(equal, Top - 6, equal, bottom, "equal");
        drawing.Text(equal - 10, Top - 14, "← spiking spends less", "side end");
        drawing.Text(equal + 10, Top - 14, "conventional spends less →", "side");
        for (int i = 0; i < verdicts.Count; i++)
        {
            Mark(drawing, x, Top + (RowHeight * (i + 0.5)), verdicts[i], equal);
        }

        drawing.Text((Left + Right) / 2, bottom + 40, "spiking energy / conventional energy (logarithmic)", "label middle");
        return drawing.ToElement();
    }

    static string Tick(double value) => value.ToString(value is >= 1e-4 and < 1e6 ? "0.####" : "0e+0", CultureInfo.InvariantCulture) + "×";

    static void Mark(SvgDrawing drawing, LogAxis x, double y, Verdict verdict, double equal)
    {
        string name = verdict.Convention;
        string shown = name.Length <= LongestLabel ? name : name[..(LongestLabel - 1)] + "…";
        drawing.Group($"{name}: {Numbers.Plain(verdict.Ratio)}, {Wording.Of(verdict.Winner)}", () =>
        {
            drawing.Text(Left - 12, y + 4, shown, "row end");
            if (verdict.Ratio is not double ratio || !double.IsFinite(ratio) || ratio <= 0)
            {
                drawing.Text(equal + 10, y + 4, verdict.BreakEvenRange is Band range ? $"break-even {Wording.Of(range)}: {Wording.Of(verdict.Winner)}" : "not priced", "value");
                return;
            }

            double at = x.At(ratio);
            drawing.Line(equal, y, at, y, "stem");
            switch (verdict.Winner)
            {
                case Winner.Spiking:
                    drawing.Circle(at, y, 6, "mark spiking");
                    break;
                case Winner.Conventional:
                    drawing.Rectangle(at - 5.5, y - 5.5, 11, 11, "mark conventional");
                    break;
                default:
                    drawing.Circle(at, y, 5.5, "mark undecided");
                    break;
            }

            if (at < equal)
            {
                drawing.Text(at - 11, y + 4, Numbers.Plain(ratio), "value end");
            }
            else
            {
                drawing.Text(at + 11, y + 4, Numbers.Plain(ratio), "value");
            }
        });
    }
}
