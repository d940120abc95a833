using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The rate of each population over time, one small chart per population with an axis of its own.</summary>
static class RateChart
{
    const int MostBins = 300;
    const double LeastBin = 0.005;
    const double Width = 860;
    const double Left = 90;
    const double Right = 780;
    const double BandHeight = 70;
    const double Gap = 18;

    public static XElement Draw(SpikeSample sample)
    {
        double length = Math.Max(sample.LastSecond - sample.FirstSecond, LeastBin);
        int bins = Math.Clamp((int)(length / LeastBin), 1, MostBins);
        double bin = length / bins;
        double bottom = sample.Populations.Count * (BandHeight + Gap);
        LinearAxis x = new(sample.FirstSecond, sample.FirstSecond + length, Left, Right);
        SvgDrawing drawing = new(Width, bottom + 50, $"Line charts: firing rate of each population in bins of {Numbers.Si(bin, "s")}.");
        foreach (double tick in x.Ticks(8))
        {
            drawing.Line(x.At(tick), 0, x.At(tick), bottom, "grid");
            drawing.Text(x.At(tick), bottom + 18, tick.ToString("0.###", CultureInfo.InvariantCulture), "tick middle");
        }

        drawing.Text((Left + Right) / 2, bottom + 40, $"biological time in s (bins of {Numbers.Si(bin, "s")})", "label middle");
        for (int p = 0; p < sample.Populations.Count; p++)
        {
            PopulationSample population = sample.Populations[p];
            double top = (p * (BandHeight + Gap)) + Gap;
            double[] rates = new double[bins];
            foreach ((double seconds, _) in population.Spikes)
            {
                rates[Math.Clamp((int)((seconds - sample.FirstSecond) / bin), 0, bins - 1)] += 1 / (bin * population.Neurons);
            }

            double high = Math.Max(rates.Max(), 1e-9);
            LinearAxis y = new(0, high, top + BandHeight, top);
            drawing.Line(Left, top + BandHeight, Right, top + BandHeight, "axis");
            drawing.Text(Left - 10, top + (BandHeight / 2) + 4, population.Name, "row end");
            drawing.Text(Right + 8, top + 8, $"{Numbers.Plain(rates.Max())} Hz", "tick");
            drawing.Text(Right + 8, top + BandHeight, "0", "tick");
            drawing.Polyline(rates.Select((rate, k) => (x.At(sample.FirstSecond + ((k + 0.5) * bin)), y.At(rate))), "curve");
        }

        return drawing.ToElement();
    }
}
