using System.Globalization;
using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>Which limits bind where, what the placement costs, how long each phase took, how good the fast model is.</summary>
static class MappingSection
{
    public static IEnumerable<XElement> Render(EstimateResult result)
    {
        ChipUse chip = result.Chip;
        if (chip.LayerLimits.Count > 0)
        {
            string[] limits = [.. chip.LayerLimits.Select(use => use.Limit).Distinct()];
            HtmlTable table = new(["layer", .. limits.Select(limit => ">" + limit), "binds"]);
            foreach (IGrouping<string, LimitUse> uses in chip.LayerLimits.GroupBy(use => use.Where))
            {
                table.Row(
                [
                    uses.Key,
                    .. limits.Select(limit => uses.FirstOrDefault(use => use.Limit == limit) is { } use ? Numbers.Percent(use.Used / use.Available) : ""),
                    uses.MaxBy(use => use.Used / use.Available)!.Limit,
                ]);
            }

            yield return Words("h3", "Limits at the fullest core of each layer");
            yield return table.ToElement();
        }

        if (chip.Placement is { } costs)
        {
            HtmlTable table = new("placement", ">link traversals", ">of random");
            (string, double?)[] rows =
            [
                ("in use: annealed", costs.Annealed), ("spectral layout", costs.Spectral), ("Hilbert's curve", costs.Hilbert), ("row by row", costs.Identity),
                ("random", costs.Random), ("random, a packet per destination", costs.RandomUnicast),
            ];
            foreach ((string name, double? cost) in rows)
            {
                table.Row(name, Numbers.Count(cost), costs.Random > 0 ? Numbers.Percent(cost / costs.Random) : Numbers.Unknown);
            }

            yield return Words("h3", "Placement");
            yield return Words("p", "about", $"Link traversals if every neuron fired once. The busiest link then carries {Numbers.Count(costs.BusiestLink)} spikes, {Numbers.Count(costs.BusiestLinkHilbert)} along Hilbert's curve.");
            yield return table.ToElement();
        }

        if (result.Emulation.Phases is { } phases)
        {
            yield return Words("p", "about", $"On this machine: conversion {Numbers.Si(phases.ConvertSeconds, "s")}, partition {Numbers.Si(phases.PartitionSeconds, "s")}, placement {Numbers.Si(phases.PlaceSeconds, "s")}, routes {Numbers.Si(phases.RouteSeconds, "s")}, emulation {Numbers.Si(phases.EmulateSeconds, "s")}.");
        }

        if (chip.NetworkCheck is { } check)
        {
            HtmlTable table = new("routers", ">fast model", ">simulated", ">error", ">mean latency");
            foreach (CycleFacts simulation in check.Simulations)
            {
                table.Row(
                    string.Create(CultureInfo.InvariantCulture, $"cycles, buffers of {simulation.Depth}"),
                    Numbers.Count(check.BoundCycles),
                    Numbers.Count(simulation.Cycles),
                    Numbers.Signed(simulation.Error),
                    Numbers.Count(simulation.MeanLatencyCycles));
            }

            table.Row("time on the chip", Numbers.Si(check.ModelSeconds, "s"), Numbers.Si(check.EventSeconds, "s"), Numbers.Signed(check.Error), "");
            yield return Words("h3", "The fast model of the mesh, checked");
            yield return Words("p", "about", string.Create(CultureInfo.InvariantCulture, $"The routers were simulated for the busiest timestep of the run: timestep {check.Timestep} of sample {check.Sample}, {check.Packets} packets."));
            yield return table.ToElement();
        }
    }
}
