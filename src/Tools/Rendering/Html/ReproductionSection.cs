using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>How to get the same figures again.</summary>
static class ReproductionSection
{
    public static XElement Render(EstimateResult result, Reproduction reproduction)
    {
        EmulationFacts emulation = result.Emulation;
        HtmlTable table = new("what", "value");
        table.Row("version", reproduction.Version);
        table.Row("model", result.Model.Path);
        table.Row("model sha256", Words("span", "hash", result.Model.Sha256));
        table.Row("seed", result.Seed.ToString(CultureInfo.InvariantCulture));
        table.Row("data", string.Create(CultureInfo.InvariantCulture, $"{result.Data.Samples} samples, input = stored value × {result.Data.InputScale:G9}"));
        table.Row("this run", $"{Numbers.Si(emulation.WallSeconds, "s")} with {emulation.Threads} threads and {emulation.InstructionSet}: {Numbers.Count(emulation.InferencesPerSecond)} inferences/s, {Numbers.Count(emulation.SynapticEventsPerSecond)} synaptic events/s");
        return Tag(
            "section",
            Words("h2", "How to get this again"),
            Words("pre", reproduction.CommandLine),
            table.ToElement(),
            Words("p", "about", "Spikes, counts and what follows from them are the same on any machine and for any number of threads. The times of this run and of devices marked as measured are not."));
    }
}
