using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The spikes of one sample: time to the right, a band per layer, a mark where a neuron fires.</summary>
static class RasterChart
{
    const double Width = 820;
    const double Left = 110;
    const double Top = 8;
    const double Gap = 12;
    const double LargestBand = 150;
    const double SmallestBand = 14;
    const double Axis = 34;

    /// <summary>Rows of a band: neurons that share one are drawn as one, darker where more of them fire.</summary>
    const int MostRows = 128;

    /// <summary>Columns: timesteps that share one are drawn as one.</summary>
    const int MostColumns = 355;
    const int Shades = 4;

    /// <summary>Whether there is anything to draw.</summary>
    public static bool CanDraw(SpikeRaster? raster) => raster is { Timesteps: > 0 } && raster.Layers.Count is > 0 and <= 64;

    public static XElement Draw(SpikeRaster raster)
    {
        int[] rows = [.. raster.Layers.Select(layer => Math.Clamp(layer.Neurons, 1, MostRows))];
        double[] bands = [.. rows.Select(count => Math.Clamp(count * 1.2, SmallestBand, LargestBand))];
        double bottom = Top + bands.Sum() + (Gap * raster.Layers.Count);
        int spikes = raster.Layers.Sum(layer => layer.Spikes.Count);
        SvgDrawing drawing = new(
            Width + Left, bottom + Axis, $"Spike raster of sample {raster.Sample}: {spikes} spikes in {raster.Timesteps} timesteps and {raster.Layers.Count} layers.");
        int columns = Math.Min(raster.Timesteps, MostColumns);
        double y = Top;
        for (int i = 0; i < raster.Layers.Count; i++)
        {
            RasterLayer layer = raster.Layers[i];
            drawing.Text(0, y + Math.Min(bands[i], 14), Short(layer.Name), "side");
            drawing.Text(0, y + Math.Min(bands[i], 14) + 14, string.Create(CultureInfo.InvariantCulture, $"{layer.Neurons} neurons"), "tick");
            drawing.Rectangle(Left, y, Width - 1, bands[i], "mesh");
            double top = y;
            int band = i;
            drawing.Group(
                $"{layer.Name}: {Numbers.Whole(layer.Spikes.Count)} spikes of {Numbers.Whole(layer.Neurons)} neurons",
                () => Band(drawing, layer, raster.Timesteps, columns, rows[band], Left, top, bands[band]));
            y += bands[i] + Gap;
        }

        for (int tick = 0; tick <= 4; tick++)
        {
            int step = (raster.Timesteps - 1) * tick / 4;
            double x = Left + (Width * (step + 0.5) / raster.Timesteps);
            drawing.Text(x, bottom + 12, step.ToString(CultureInfo.InvariantCulture), "tick middle");
        }

        drawing.Text(Left, bottom + 28, "timestep of the chip", "tick");
        return drawing.ToElement();
    }

    /// <summary>One path per shade, so that ten thousands of marks stay small.</summary>
    static void Band(SvgDrawing drawing, RasterLayer layer, int timesteps, int columns, int rows, double left, double top, double height)
    {
        int[] counts = new int[rows * columns];
        foreach ((int timestep, int neuron) in layer.Spikes)
        {
            counts[((int)((long)neuron * rows / layer.Neurons) * columns) + (int)((long)timestep * columns / timesteps)]++;
        }

        double most = Math.Max(1, counts.Max());
        double width = Width / columns;
        double step = height / rows;
        for (int shade = 1; shade <= Shades; shade++)
        {
            var path = new StringBuilder();
            for (int cell = 0; cell < counts.Length; cell++)
            {
                if ((int)Math.Ceiling(counts[cell] / most * Shades) == shade)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{left + (cell % columns * width):0.##} {top + ((cell / columns + 0.5) * step):0.##}h{width:0.##}");
                }
            }

            if (path.Length > 0)
            {
                drawing.Path(path.ToString(), $"spike shade{shade}", Math.Max(0.8, step));
            }
        }
    }

    static string Short(string name) => name.Length <= 15 ? name : name[..14] + "…";
}
