using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Tools.Results;
using EnergyParts = Neuromorphic.Tools.Results.EnergyParts;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Energy on the chip as results name it: what has no price is null, never zero.</summary>
static class EnergyFactsOf
{
    static readonly Dictionary<string, string> Words = new()
    {
        ["energy.synapticEvent"] = "synaptic events",
        ["energy.updateActive"] = "updates of neurons with input",
        ["energy.updateInactive"] = "updates of neurons without input",
        ["energy.spike"] = "spikes fired",
        ["energy.packetSent"] = "packets sent",
        ["energy.packetReceived"] = "packets received",
        ["energy.withinTile"] = "packets within a tile",
        ["energy.hopEastWest"] = "hops east and west",
        ["energy.hopNorthSouth"] = "hops north and south",
        ["energy.barrier"] = "barriers between timesteps",
        ["energy.multiplyAccumulate"] = "multiply-accumulates of the first layer",
        ["energy.offChipCrossing"] = "crossings from chip to chip",
        ["staticPower"] = "power at rest",
    };

    /// <summary>The energy of a run.</summary>
    public static EnergyFacts Priced(EnergyResult energy, ChipRunResult run)
    {
        Emulator.Energy.EnergyParts parts = energy.PerInference;
        double? total = energy.KnownTotal;
        return new EnergyFacts
        {
            PerSynapticEventJoules = Per(run.Activity.Total.SynapticEvents),
            PerSpikeJoules = Per(run.Activity.Total.Spikes),
            PerInferenceJoules = new EnergyParts(
                total,
                Part(parts.Synapse, "energy.synapticEvent"),
                Part(parts.Neuron, "energy.update", "energy.spike"),
                Part(parts.Network, "energy.barrier", "energy.hop", "energy.packet", "energy.withinTile", "energy.offChip"),
                Part(parts.Static, "staticPower"),
                Part(parts.Input, "energy.multiplyAccumulate")),
            PerLayer =
            [
                .. energy.PerPopulation.Select(entry => new LayerEnergy(
                    entry.Population.Name, entry.Parts.Synapse, entry.Parts.Neuron, entry.Parts.Network, entry.Parts.Input)),
            ],
            LowerBound = energy.LowerBound,
            Included = [.. Included(run.Program.Chip)],
            Unpriced = [.. energy.Unpriced.Select(Describe)],
        };

        double? Per(long count) => count > 0 ? total * run.Activity.Samples / count : null;

        // A part of which something is priced keeps that; only one without any price is unknown as a whole.
        double? Part(double joules, params string[] terms) =>
            joules == 0 && energy.Unpriced.Any(name => terms.Any(term => name.StartsWith(term, StringComparison.Ordinal))) ? null : joules;
    }

    /// <summary>Per price that contains others: what it contains, and under which condition it holds.</summary>
    static IEnumerable<string> Included(ChipSpecification chip)
    {
        var all = chip.Quantities.ToDictionary(entry => entry.Field, entry => entry.Quantity);
        foreach (var group in chip.Quantities
            .Where(entry => entry.Quantity.IncludedIn is not null && entry.Quantity.Dimension is Dimension.Energy or Dimension.Power)
            .GroupBy(entry => entry.Quantity.IncludedIn!))
        {
            Quantity price = all[group.Key];
            string parts = string.Join(", ", group.Select(entry => Words.GetValueOrDefault(entry.Field, entry.Field)));
            string condition = price.Condition is null ? "" : $", {price.Condition}";
            yield return $"{parts}: contained in {price} for {Words.GetValueOrDefault(group.Key, group.Key)} ({Word(price.Evidence)}{condition})";
        }

        static string Word(Emulator.Chips.Evidence? evidence) => evidence?.ToString().ToLowerInvariant() ?? "";
    }

    static string Describe(string name)
    {
        string field = name.Split(' ')[0];
        return Words.TryGetValue(field, out string? words) ? $"{words} ({name})" : name;
    }
}
