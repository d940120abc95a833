namespace Neuromorphic.Emulator.Traces;

/// <summary>A trace as a table of numbers: one row per event, neuron, link or timestep.</summary>
/// <param name="Name">Name of the table: spikes, potentials, packets, links, energy.</param>
/// <param name="Columns">Names of its columns, the unit behind an underscore where there is one.</param>
/// <param name="Real">Whether its values are real numbers; NaN is a value that is not known. Else they are integers.</param>
/// <param name="Rows">The rows of a sample's trace; the same array may be handed out again and again.</param>
public sealed record TraceTable(string Name, IReadOnlyList<string> Columns, bool Real, Func<SampleTrace, IEnumerable<double[]>> Rows)
{
    /// <summary>The traces that there are for a program.</summary>
    /// <param name="width">Tiles from west to east of its mesh, which turns links into places.</param>
    public static IReadOnlyList<TraceTable> All(int width) =>
    [
        new("spikes", ["sample", "timestep", "population", "neuron", "payload"], false, Spikes),
        new("potentials", ["sample", "timestep", "population", "neuron", "potential"], false, Potentials),
        new("packets", ["sample", "timestep", "source_core", "target_core", "packets"], false, Packets),
        new("links", ["sample", "timestep", "tile_x", "tile_y", "direction", "packets"], false, trace => Links(trace, width)),
        new(
            "energy",
            ["sample", "timestep", "synaptic_events", "neuron_updates", "spikes", "packets", "link_traversals", "time_s", "synapse_J", "neuron_J", "network_J", "static_J", "input_J"],
            true,
            Energy),
    ];

    static IEnumerable<double[]> Spikes(SampleTrace trace) =>
        trace.Spikes.Select(spike => (double[])[trace.Sample, spike.Timestep, spike.Population, spike.Neuron, spike.Payload]);

    static IEnumerable<double[]> Potentials(SampleTrace trace) => Timesteps(trace).SelectMany(step =>
        trace.Potentials(step).Select(entry => (double[])[trace.Sample, step, entry.Population, entry.Neuron, entry.Potential]));

    static IEnumerable<double[]> Packets(SampleTrace trace) => Timesteps(trace).SelectMany(step =>
        trace.Packets(step).Select(entry => (double[])[trace.Sample, step, entry.Source, entry.Destination, entry.Packets]));

    static IEnumerable<double[]> Links(SampleTrace trace, int width) => Timesteps(trace).SelectMany(step =>
        trace.Links(step).Select(entry =>
            (double[])[trace.Sample, step, entry.Link / 4 % width, entry.Link / 4 / width, entry.Link % 4, entry.Traversals]));

    static IEnumerable<double[]> Energy(SampleTrace trace) => Timesteps(trace).Select(step =>
    {
        Activity.ActivityCounts counts = trace.Counts(step);
        Emulator.Energy.EnergyParts parts = trace.Energy(step);
        return (double[])
        [
            trace.Sample, step, counts.SynapticEvents, counts.NeuronUpdates, counts.Spikes, counts.Packets, counts.LinkTraversals,
            trace.Seconds(step) ?? double.NaN, parts.Synapse, parts.Neuron, parts.Network, parts.Static, parts.Input,
        ];
    });

    static IEnumerable<int> Timesteps(SampleTrace trace) => Enumerable.Range(0, trace.Timesteps);
}
