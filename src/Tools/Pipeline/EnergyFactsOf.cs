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
        return new EnergyFacts
        {
            PerInferenceJoules = new EnergyParts(
                energy.LowerBound && parts.Total == 0 ? null : parts.Total,
                Part(parts.Synapse, "energy.synapticEvent"),
                Part(parts.Neuron, "energy.update"),
                Part(parts.Network, "energy.barrier", "energy.hop", "energy.withinTile", "energy.offChip"),
                Part(parts.Static, "staticPower"),
                Part(parts.Input, "energy.multiplyAccumulate")),
            LowerBound = energy.LowerBound,
            Unpriced = [.. energy.Unpriced.Select(name => Describe(name, run))],
        };

        // A part of which something is priced keeps that; only one without any price is unknown as a whole.
        double? Part(double joules, params string[] terms) =>
            joules == 0 && energy.Unpriced.Any(name => terms.Any(term => name.StartsWith(term, StringComparison.Ordinal))) ? null : joules;
    }

    static string Describe(string name, ChipRunResult run)
    {
        string field = name.Split(' ')[0];
        string words = Words.GetValueOrDefault(field, field);
        return name == field ? $"{words} ({field} of {run.Program.Chip.Name} is not published)" : $"{words} ({name})";
    }
}
