using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Svg;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>The mesh seen from above: traffic as heat, cores in use as dots.</summary>
static class MeshChart
{
    const double Widest = 820;
    const double LargestTile = 84;
    const double SmallestTileWithText = 46;
    const double SmallestTileWithDots = 16;
    const double Margin = 6;
    const double LegendHeight = 64;
    const int LegendSteps = 5;
    const int MostDots = 8;

    /// <summary>Whether there is a mesh that can be drawn.</summary>
    public static bool CanDraw(ChipUse chip) =>
        chip.Tiles is { Width: > 0 and <= 512, Height: > 0 and <= 512 } tiles && tiles.Traversals.Count == tiles.Width * tiles.Height;

    public static XElement Draw(ChipUse chip)
    {
        TileMap tiles = chip.Tiles!;
        double size = Math.Min(LargestTile, Widest / tiles.Width);
        double most = tiles.Traversals.Where(double.IsFinite).Append(0).Max();
        ILookup<(int, int), CoreUse> cores = chip.CoreList.ToLookup(core => (core.TileX, core.TileY));
        double width = Math.Max((2 * Margin) + (size * tiles.Width), 420);
        double bottom = Margin + (size * tiles.Height);
        SvgDrawing drawing = new(
            width,
            bottom + LegendHeight,
            $"Heat map of {tiles.Width} by {tiles.Height} tiles: at most {Numbers.Count(most)} packets per inference pass a tile; {chip.CoresUsed} cores are in use.");
        drawing.Rectangle(Margin, Margin, size * tiles.Width, size * tiles.Height, "mesh");
        Grid(drawing, tiles, size);
        for (int row = 0; row < tiles.Height; row++)
        {
            for (int column = 0; column < tiles.Width; column++)
            {
                double traffic = tiles.Traversals[(row * tiles.Width) + column];
                CoreUse[] used = [.. cores[(column, row)]];
                if (traffic > 0 || used.Length > 0)
                {
                    Tile(drawing, Margin + (column * size), Margin + (row * size), size, traffic, most, used, (column, row), CoresPerTile(chip));
                }
            }
        }

        Links(drawing, tiles, size);
        Legend(drawing, bottom + 16, most, size >= SmallestTileWithDots);
        return drawing.ToElement();
    }

    /// <summary>Lines over the borders of tiles, wider for more packets: east and south, and west and north beside them.</summary>
    static void Links(SvgDrawing drawing, TileMap tiles, double size)
    {
        if (size < SmallestTileWithDots || tiles.Links.Count != 4 * tiles.Width * tiles.Height)
        {
            return;
        }

        double most = tiles.Links.Where(double.IsFinite).Append(0).Max();
        (int X, int Y)[] directions = [(1, 0), (-1, 0), (0, -1), (0, 1)];
        string[] names = ["east", "west", "north", "south"];
        for (int link = 0; most > 0 && link < tiles.Links.Count; link++)
        {
            double share = tiles.Links[link] / most;
            if (!(share > 0))
            {
                continue;
            }

            // The line lies where the packet enters the tile; opposite directions are set apart.
            (int dx, int dy) = directions[link % 4];
            (int column, int row) = (link / 4 % tiles.Width, link / 4 / tiles.Width);
            double x = Margin + ((column + 0.5 - (dx * 0.5) - (dy * 0.18)) * size);
            double y = Margin + ((row + 0.5 - (dy * 0.5) + (dx * 0.18)) * size);
            double half = size * 0.14;
            string title = $"to tile ({column}, {row}), {names[link % 4]}: {Numbers.Count(tiles.Links[link])} packets per inference";
            double pen = Math.Max(0.6, share * size * 0.16);
            drawing.Group(title, () => drawing.Path(
                string.Create(CultureInfo.InvariantCulture, $"M{x - (dx * half):0.##} {y - (dy * half):0.##}L{x + (dx * half):0.##} {y + (dy * half):0.##}"), "link", pen));
        }
    }

    static void Grid(SvgDrawing drawing, TileMap tiles, double size)
    {
        if (size < SmallestTileWithDots)
        {
            return;
        }

        for (int column = 1; column < tiles.Width; column++)
        {
            drawing.Line(Margin + (column * size), Margin, Margin + (column * size), Margin + (tiles.Height * size), "grid");
        }

        for (int row = 1; row < tiles.Height; row++)
        {
            drawing.Line(Margin, Margin + (row * size), Margin + (tiles.Width * size), Margin + (row * size), "grid");
        }
    }

    static int CoresPerTile(ChipUse chip)
    {
        int tiles = chip.Tiles!.Width * chip.Tiles.Height;
        int cores = chip.Cores * Math.Max(1, chip.ChipsUsed);
        return cores % tiles == 0 ? cores / tiles : 0;
    }

    static void Tile(SvgDrawing drawing, double x, double y, double size, double traffic, double most, CoreUse[] used, (int X, int Y) place, int slots)
    {
        double gap = size >= SmallestTileWithDots ? 1.5 : 0.5;
        string layers = string.Join(", ", used.Select(core => core.Layer).Distinct());
        string title = string.Create(CultureInfo.InvariantCulture, $"tile ({place.X}, {place.Y}): {Numbers.Count(traffic)} packets per inference; {used.Length} cores in use{(layers.Length > 0 ? ": " + layers : "")}");
        drawing.Group(title, () =>
        {
            XElement heat = drawing.Rectangle(x + gap, y + gap, size - (2 * gap), size - (2 * gap), "heat", size >= SmallestTileWithDots ? 3 : 0);
            heat.Add(Opacity(most > 0 ? traffic / most : 0));
            if (size >= SmallestTileWithText)
            {
                drawing.Text(x + (size / 2), y + (size / 2) - 2, Numbers.Count(traffic), "cell middle");
            }

            if (size >= SmallestTileWithDots)
            {
                Dots(drawing, x + (size / 2), size >= SmallestTileWithText ? y + (size * 0.72) : y + (size / 2), size, used, slots);
            }
            else if (used.Length > 0)
            {
                drawing.Circle(x + (size / 2), y + (size / 2), Math.Max(0.8, size / 8), "core used");
            }
        });
    }

    static void Dots(SvgDrawing drawing, double x, double y, double size, CoreUse[] used, int slots)
    {
        int places = Math.Max(used.Length, slots);
        if (places > MostDots)
        {
            if (used.Length > 0)
            {
                string text = slots > 0 ? string.Create(CultureInfo.InvariantCulture, $"{used.Length}/{slots}") : used.Length.ToString(CultureInfo.InvariantCulture);
                drawing.Text(x, y + 4, text, "cell middle");
            }

            return;
        }

        double step = Math.Min(13, (size - 6) / Math.Max(places, 1));
        double left = x - (step * (places - 1) / 2);
        for (int i = 0; i < places; i++)
        {
            XElement dot = drawing.Circle(left + (i * step), y, Math.Min(4, step * 0.38), i < used.Length ? "core used" : "core free");
            if (i < used.Length)
            {
                SvgDrawing.Title(dot, $"core {used[i].Core}: {used[i].Layer}, {used[i].Neurons} neurons, {Numbers.Count(used[i].SpikesPerInference)} spikes per inference");
            }
        }
    }

    static void Legend(SvgDrawing drawing, double y, double most, bool dots)
    {
        const double Step = 34;
        for (int i = 0; i < LegendSteps; i++)
        {
            double share = (double)i / (LegendSteps - 1);
            drawing.Rectangle(Margin + (i * Step), y, Step, 12, "mesh");
            drawing.Rectangle(Margin + (i * Step), y, Step, 12, "heat").Add(Opacity(share));
        }

        drawing.Text(Margin, y + 28, "0", "tick");
        drawing.Text(Margin + (LegendSteps * Step), y + 28, Numbers.Count(most), "tick end");
        drawing.Text(Margin, y + 44, "packets per inference", "tick");
        double x = Margin + (LegendSteps * Step) + 34;
        drawing.Circle(x, y + 6, 4, "core used");
        drawing.Text(x + 10, y + 10, "core in use", "tick");
        if (dots)
        {
            drawing.Circle(x + 100, y + 6, 4, "core free");
            drawing.Text(x + 110, y + 10, "core free", "tick");
        }
    }

    static XAttribute Opacity(double share) =>
        new("fill-opacity", (double.IsFinite(share) ? Math.Round(Math.Clamp(share, 0, 1), 2) : 0).ToString("0.##", CultureInfo.InvariantCulture));
}
