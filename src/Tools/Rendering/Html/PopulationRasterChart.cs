using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>A stroke per spike: time to the right, neurons upwards, population above population.</summary>
static class PopulationRasterChart
{
    const int MostNeurons = 50;
    const int MostSpikes = 6000;
    const double LongestSeconds = 0.5;
    const double Width = 860;
    const double Left = 90;
    const double Right = 840;
    const double BandHeight = 84;
    const double Gap = 10;

    public static XElement Draw(SpikeSample sample)
    {
        (double from, double to) = Window(sample);
        double bottom = sample.Populations.Count * (BandHeight + Gap);
        LinearAxis x = new(from, to, Left, Right);
        SvgDrawing drawing = new(Width, bottom + 50, $"Raster plot: a stroke per spike of the first {MostNeurons} neurons of each population over {Numbers.Si(to - from, "s")}.");
        foreach (double tick in x.Ticks(8))
        {
            drawing.Line(x.At(tick), 0, x.At(tick), bottom, "grid");
            drawing.Text(x.At(tick), bottom + 18, tick.ToString("0.###", CultureInfo.InvariantCulture), "tick middle");
        }

        drawing.Text((Left + Right) / 2, bottom + 40, "biological time in s", "label middle");
        for (int p = 0; p < sample.Populations.Count; p++)
        {
            PopulationSample population = sample.Populations[p];
            double top = p * (BandHeight + Gap);
            int neurons = Math.Min(population.Neurons, MostNeurons);
            double height = BandHeight / neurons;
            drawing.Line(Left, top + BandHeight, Right, top + BandHeight, "axis");
            drawing.Text(Left - 10, top + (BandHeight / 2) + 4, population.Name, "row end");
            foreach ((double seconds, int neuron) in population.Spikes.Where(s => s.Seconds >= from && s.Seconds <= to && s.Neuron < neurons))
            {
                double y = top + BandHeight - (neuron * height);
                drawing.Line(x.At(seconds), y, x.At(seconds), y - Math.Max(height, 3), "spike");
            }
        }

        return drawing.ToElement();
    }

    /// <summary>The end of the run, as long as there are not too many strokes.</summary>
    static (double From, double To) Window(SpikeSample sample)
    {
        double to = sample.LastSecond;
        double length = Math.Min(LongestSeconds, to - sample.FirstSecond);
        for (; ; length /= 2)
        {
            double from = to - length;
            int spikes = sample.Populations.Sum(p => p.Spikes.Count(s => s.Seconds >= from && s.Neuron < MostNeurons));
            if (spikes <= MostSpikes)
            {
                return (from, to);
            }
        }
    }
}
