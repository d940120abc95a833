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
        return Render(
            reproduction,
            result.Model,
            result.Seed,
            result.Data,
            $"{Numbers.Si(emulation.WallSeconds, "s")} with {emulation.Threads} threads and {emulation.InstructionSet}: {Numbers.Count(emulation.InferencesPerSecond)} inferences/s, {Numbers.Count(emulation.SynapticEventsPerSecond)} synaptic events/s",
            "Spikes, counts and what follows from them are the same on any machine and for any number of threads. The times of this run and of devices marked as measured are not.");
    }

    public static XElement Render(SweepResult result, Reproduction reproduction) => Render(
        reproduction,
        result.Model,
        result.Seed,
        result.Data,
        $"{Numbers.Si(result.Effort.WallSeconds, "s")} with {result.Effort.Threads} threads, {result.Effort.PointsFromJournal} points from the journal",
        "All figures but the time of this run are the same on any machine and for any number of threads.");

    static XElement Render(Reproduction reproduction, ModelFacts model, long seed, DataFacts data, string thisRun, string about)
    {
        HtmlTable table = new("what", "value");
        table.Row("version", reproduction.Version);
        table.Row("model", model.Path);
        table.Row("model sha256", Words("span", "hash", model.Sha256));
        table.Row("seed", seed.ToString(CultureInfo.InvariantCulture));
        table.Row("data", string.Create(CultureInfo.InvariantCulture, $"{data.Samples} samples, input = stored value × {data.InputScale:G9}"));
        table.Row("this run", thisRun);
        return Tag(
            "section",
            Words("h2", "How to get this again"),
            Words("pre", reproduction.CommandLine),
            table.ToElement(),
            Words("p", "about", about));
    }
}
