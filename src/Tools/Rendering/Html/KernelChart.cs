using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Elements per second of each kernel on each instruction set, on one logarithmic axis.</summary>
static class KernelChart
{
    const double Width = 860;
    const double Left = 130;
    const double Right = 730;
    const double RowHeight = 20;
    const double BarHeight = 12;
    const double GroupGap = 30;

    public static XElement Draw(IReadOnlyList<KernelFacts> kernels, string level)
    {
        IGrouping<string, KernelFacts>[] groups = [.. kernels.GroupBy(kernel => kernel.Kernel)];
        LogAxis x = new(kernels.Select(kernel => kernel.ElementsPerSecond), Left, Right);
        double bottom = 12 + groups.Sum(group => GroupGap + (RowHeight * group.Count()));
        SvgDrawing drawing = new(
            Width,
            bottom + 52,
            $"Bar chart on a logarithmic axis: elements per second of {groups.Length} kernels on each instruction set, data in {level}.");
        foreach (double tick in x.Ticks())
        {
            drawing.Line(x.At(tick), 8, x.At(tick), bottom, "grid");
            drawing.Text(x.At(tick), bottom + 18, Tick(tick), "tick middle");
        }

        drawing.Line(Left, bottom, Right, bottom, "axis");
        drawing.Text((Left + Right) / 2, bottom + 40, $"elements per second, data in {level} (logarithmic)", "label middle");
        double y = 0;
        foreach (IGrouping<string, KernelFacts> group in groups)
        {
            y += GroupGap;
            drawing.Text(8, y - 6, $"{group.Key}, per {group.First().Unit}", "group");
            foreach (KernelFacts kernel in group)
            {
                Bar(drawing, x, y, kernel, kernel == group.First() ? "total" : "part");
                y += RowHeight;
            }
        }

        return drawing.ToElement();
    }

    static string Tick(double value) => Numbers.Si(value, "").Replace(".00", "", StringComparison.Ordinal).Replace(".0", "", StringComparison.Ordinal);

    static void Bar(SvgDrawing drawing, LogAxis x, double y, KernelFacts kernel, string cssClass)
    {
        double middle = y + (RowHeight / 2);
        string text = $"{Numbers.Plain(kernel.CyclesPerElement)} cycles";
        drawing.Group($"{kernel.Kernel}, {kernel.InstructionSet}: {Numbers.Si(kernel.ElementsPerSecond, "")}/s, {text}", () =>
        {
            double end = x.At(kernel.ElementsPerSecond);
            drawing.Text(Left - 10, middle + 4, kernel.InstructionSet, "row end");
            drawing.Rectangle(Left, middle - (BarHeight / 2), end - Left, BarHeight, $"bar {cssClass}", 2);
            drawing.Text(end + 8, middle + 4, text, "value");
        });
    }
}
