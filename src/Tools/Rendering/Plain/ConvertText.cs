using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>What was written, as text.</summary>
static class ConvertText
{
    public static void Write(TerminalPage page, ConvertResult result)
    {
        page.Heading($"{result.Model.Path} as a spiking network");
        page.Facts(
            ("file", $"{result.Output}, {Numbers.Si(result.Bytes, "B")}"),
            ("method", result.Method),
            ("timesteps", Numbers.Count(result.Timesteps)),
            ("weight bits", Numbers.Count(result.WeightBits)),
            ("input scale", result.InputScale.ToString("R", CultureInfo.InvariantCulture)),
            ("neurons", Numbers.Count(result.Neurons)),
            ("synapses", Numbers.Count(result.Synapses)));
        page.Heading("Populations");
        page.Table(["name", ">neurons"], result.Populations.Select(population => (IReadOnlyList<string>)[population.Name, Numbers.Count(population.Neurons)]));
    }
}
