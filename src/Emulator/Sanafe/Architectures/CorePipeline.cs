using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>Reads the pipeline of a kind of core: units in five sections, each with a name and attributes.</summary>
sealed class CorePipeline(UnitReader units, Func<YamlFields, YamlFields> attributesOf, List<string> remarks)
{
    /// <summary>The kind of core that the sections describe.</summary>
    /// <param name="name">Name of the kind.</param>
    /// <param name="maxNeurons">Most neurons per core.</param>
    /// <param name="sections">Holds axon_in, synapse, dendrite, soma and axon_out.</param>
    public CoreKind Read(string name, int maxNeurons, YamlFields sections) => new()
    {
        Name = name,
        MaxNeurons = maxNeurons,
        MessageIn = First(name, "axon_in", Section(sections, "axon_in", (_, fields) => units.Cost(fields, "message_in"))),
        Synapses = Section(sections, "synapse", units.Synapse),
        Dendrites = Section(sections, "dendrite", units.Dendrite),
        Somas = Section(sections, "soma", units.Soma),
        MessageOut = First(name, "axon_out", Section(sections, "axon_out", (_, fields) => units.Cost(fields, "message_out"))),
    };

    /// <summary>Where the timestep's buffer stands; only before the soma is modelled.</summary>
    public static void RequireSomaBuffer(YamlFields fields)
    {
        string position = fields.Text("buffer_position");
        if (position != "soma")
        {
            throw fields.Error("buffer_position", $"'{position}' is not modelled; 'soma' is: spikes of a timestep reach the somas in the next");
        }

        UnitReader.Truth(fields, "buffer_inside_unit");
    }

    ActionCost First(string core, string section, List<ActionCost> costs)
    {
        if (costs.Count > 1)
        {
            remarks.Add($"{core}: {costs.Count} units under {section}; all packets use the first");
        }

        return costs[0];
    }

    List<T> Section<T>(YamlFields sections, string section, Func<UnitName, YamlFields, T> read)
    {
        var result = new List<T>();
        foreach (YamlFields unit in sections.Mappings(section))
        {
            UnitName name = UnitName.Parse(unit.Text("name"))
                ?? throw unit.Error("name", "a name is expected, or a range such as unit[0..9]");
            YamlFields attributes = attributesOf(unit);
            UnitReader.PassLogging(attributes);
            result.Add(read(name, attributes));
            attributes.Finish();
            unit.Finish();
        }

        return result.Count > 0 ? result : throw sections.Error(section, "the list is empty; a core needs at least one unit here");
    }
}
