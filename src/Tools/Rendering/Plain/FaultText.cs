using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Runs with faults as text.</summary>
static class FaultText
{
    public static void Write(TerminalPage page, IReadOnlyList<FaultFacts> runs)
    {
        if (runs.Count == 0)
        {
            return;
        }

        page.Heading("With something broken (same samples, same seed)");
        page.Table(
            ["faults", "broken", ">accuracy", ">as before", ">events", ">hops", ">energy", ">time"],
            runs.Select(run => (IReadOnlyList<string>)
            [
                run.Faults,
                Broken(run),
                Numbers.Percent(run.Accuracy),
                Numbers.Percent(run.Agreement),
                Numbers.Count(run.SynapticEvents),
                Numbers.Count(run.LinkTraversals),
                Numbers.Si(run.JoulesPerInference, "J"),
                Numbers.Si(run.SecondsPerInference, "s"),
            ]));
    }

    /// <summary>What was broken, counted.</summary>
    public static string Broken(FaultFacts run)
    {
        (long Count, string Name)[] all =
        [
            (run.DeadCores, "cores"), (run.DeadLinks, "links"), (run.DroppedPackets + run.DuplicatedPackets, "packets"), (run.StuckNeurons, "neurons"), (run.FlippedBits, "bits"),
        ];
        return string.Join(", ", all.Where(entry => entry.Count > 0).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{Numbers.Count(entry.Count)} {entry.Name}")));
    }
}
