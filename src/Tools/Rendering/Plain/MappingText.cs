using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>How a network lies on a chip, as text.</summary>
static class MappingText
{
    public static void Write(TerminalPage page, EstimateResult result)
    {
        Limits(page, result.Chip);
        Placement(page, result.Chip);
        Phases(page, result.Emulation);
        NetworkCheck(page, result.Chip);
    }

    static void Limits(TerminalPage page, ChipUse chip)
    {
        if (chip.LayerLimits.Count == 0)
        {
            return;
        }

        string[] limits = [.. chip.LayerLimits.Select(use => use.Limit).Distinct()];
        page.Heading("Limits of a core, at the fullest core of each layer");
        page.Table(
            ["layer", .. limits.Select(limit => ">" + limit.Replace(" per core", "", StringComparison.Ordinal)), "binds"],
            chip.LayerLimits.GroupBy(use => use.Where).Select(uses => (IReadOnlyList<string>)
            [
                uses.Key,
                .. limits.Select(limit => uses.FirstOrDefault(use => use.Limit == limit) is { } use ? Numbers.Percent(use.Used / use.Available) : ""),
                uses.MaxBy(use => use.Used / use.Available)!.Limit.Replace(" per core", "", StringComparison.Ordinal),
            ]));
    }

    static void Placement(TerminalPage page, ChipUse chip)
    {
        if (chip.Placement is not { } costs)
        {
            return;
        }

        page.Heading("Placement: link traversals if every neuron fired once");
        page.Table(
            [">in use (annealed)", ">spectral", ">Hilbert", ">row by row", ">random", ">random, unicast", ">busiest link"],
            [
                [
                    Numbers.Count(costs.Annealed), Numbers.Count(costs.Spectral), Numbers.Count(costs.Hilbert), Numbers.Count(costs.Identity),
                    Numbers.Count(costs.Random), Numbers.Count(costs.RandomUnicast), Numbers.Count(costs.BusiestLink),
                ],
            ]);
    }

    static void Phases(TerminalPage page, EmulationFacts emulation)
    {
        if (emulation.Phases is { } phases)
        {
            page.Heading("Time on this machine");
            page.Table(
                [">convert", ">partition", ">place", ">route", ">emulate"],
                [
                    [
                        Numbers.Si(phases.ConvertSeconds, "s"), Numbers.Si(phases.PartitionSeconds, "s"), Numbers.Si(phases.PlaceSeconds, "s"),
                        Numbers.Si(phases.RouteSeconds, "s"), Numbers.Si(phases.EmulateSeconds, "s"),
                    ],
                ]);
        }
    }

    static void NetworkCheck(TerminalPage page, ChipUse chip)
    {
        if (chip.NetworkCheck is not { } check)
        {
            return;
        }

        page.Heading(string.Create(CultureInfo.InvariantCulture, $"Routers simulated: timestep {check.Timestep} of sample {check.Sample}, {check.Packets} packets"));
        page.Table(
            ["", ">fast model", ">simulated", ">error", ">mean latency"],
            [
                .. check.Simulations.Select(simulation => (IReadOnlyList<string>)
                [
                    string.Create(CultureInfo.InvariantCulture, $"cycles, buffers of {simulation.Depth}"), Numbers.Count(check.BoundCycles), Numbers.Count(simulation.Cycles),
                    Numbers.Signed(simulation.Error), Numbers.Count(simulation.MeanLatencyCycles),
                ]),
                ["time on the chip", Numbers.Si(check.ModelSeconds, "s"), Numbers.Si(check.EventSeconds, "s"), Numbers.Signed(check.Error), ""],
            ]);
    }
}
