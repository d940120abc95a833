using System.Globalization;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Benchmarks.Networks;

/// <summary>
/// Processor time per synaptic event, neurons included, of one network over a 20-fold range of sizes, on one thread: a table, and a
/// plot as SVG.
/// </summary>
static class ScalingTable
{
    const int Repetitions = 5;
    const double WarmUpSeconds = 0.5;
    const double Seconds = 0.5;
    const double Width = 560;
    const double Height = 300;
    const double Left = 60;
    const double Right = 540;
    const double Top = 20;
    const double Bottom = 250;

    static readonly int[] Sizes = [4000, 8000, 16_000, 40_000, 80_000];

    /// <summary>Measures and writes.</summary>
    /// <param name="output">Receives the table.</param>
    /// <param name="plot">Receives the plot; null: none.</param>
    public static void Print(TextWriter output, string? plot)
    {
        output.WriteLine("| neurons | synapses | events per s of biological time | ns per event | of the smallest | ns per event, in-degree 800 | of the smallest |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var sparse = new List<double>();
        var dense = new List<double>();
        foreach (int neurons in Sizes)
        {
            (long synapses, double events, double nanoseconds) = Measure(neurons, 80);
            sparse.Add(nanoseconds);
            dense.Add(Measure(neurons, 800).Nanoseconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {neurons:N0} | {synapses:N0} | {events:0.##e+0} | {sparse[^1]:0.00} | {sparse[^1] / sparse[0]:0.00} | {dense[^1]:0.00} | {dense[^1] / dense[0]:0.00} |"));
        }

        if (plot is not null)
        {
            File.WriteAllText(plot, Plot(sparse, dense));
        }
    }

    /// <summary>The shortest of some repetitions: other programs only add time.</summary>
    static (long Synapses, double EventsPerSecond, double Nanoseconds) Measure(int neurons, int inDegree)
    {
        using var simulator = new RecurrentSimulator(StandardNetworks.Cuba(neurons, inDegree), new RecurrentOptions());
        int perSecond = (int)Math.Round(1000 / simulator.Description.Timestep);
        simulator.Run((long)(WarmUpSeconds * perSecond), record: false);
        double best = double.PositiveInfinity;
        double rate = 0;
        for (int r = 0; r < Repetitions; r++)
        {
            long before = simulator.SynapticEvents;
            TimeSpan start = Environment.CpuUsage.TotalTime;
            simulator.Run((long)(Seconds * perSecond));
            double nanoseconds = (Environment.CpuUsage.TotalTime - start).TotalNanoseconds;
            long events = simulator.SynapticEvents - before;
            best = Math.Min(best, nanoseconds / Math.Max(events, 1));
            rate = events / Seconds;
        }

        return (simulator.Synapses, rate, best);
    }

    static string Plot(List<double> sparse, List<double> dense)
    {
        double high = Math.Ceiling(sparse.Concat(dense).Max() / 5) * 5;
        var text = new System.Text.StringBuilder();
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#444\">");
        Add($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>");
        for (double y = 0; y <= high; y += high / 5)
        {
            Add($"<path d=\"M{Left} {Y(y):0.#}H{Right}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{y:0.#}</text>");
        }

        foreach (int size in Sizes)
        {
            Add($"<text x=\"{X(size):0.#}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{size:N0}</text>");
        }

        Curve(sparse, "#0a64a8", "in-degree 80");
        Curve(dense, "#b8500b", "in-degree 800");
        Add($"<text x=\"{(Left + Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">neurons (logarithmic)</text>");
        Add($"<text x=\"{Left}\" y=\"{Top - 6}\">ns per synaptic event, one thread</text>");
        return text.Append("</svg>\n").ToString();

        void Curve(List<double> values, string colour, string name)
        {
            string points = string.Join(' ', values.Select((v, k) => string.Create(CultureInfo.InvariantCulture, $"{X(Sizes[k]):0.#},{Y(v):0.#}")));
            Add($"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>");
            Add($"<text x=\"{Right}\" y=\"{Y(values[^1]) - 8:0.#}\" text-anchor=\"end\" fill=\"{colour}\">{name}</text>");
        }

        double X(double size) => Left + (Math.Log(size / Sizes[0]) / Math.Log((double)Sizes[^1] / Sizes[0]) * (Right - Left));

        double Y(double value) => Bottom - (value / high * (Bottom - Top));

        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
