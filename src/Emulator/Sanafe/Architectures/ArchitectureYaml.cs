using System.Globalization;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>Reads SANA-FE's architecture YAML.</summary>
static class ArchitectureYaml
{
    /// <summary>Most tiles and most cores of a chip.</summary>
    public const int MaxCores = 1 << 20;

    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static SanafeArchitecture Read(string file, string text)
    {
        YamlMapping root = YamlTree.Read(file, text, YamlLimits.Architecture);
        YamlFields chip = new YamlFields(file, "", root).Mapping("architecture");
        YamlFields attributes = chip.Attributes();
        var remarks = new List<string>();
        int width = UnitReader.Count(attributes, "width", 1, 1 << 15);
        int height = UnitReader.Count(attributes, "height", 1, 1 << 15);
        var mesh = new MeshBuilder(width, height);
        foreach (YamlFields tile in chip.Mappings("tile"))
        {
            ReadTile(tile, mesh, remarks);
        }

        string? topology = attributes.OptionalText("topology");
        if (topology is not (null or "mesh"))
        {
            throw attributes.Error("topology", $"'{topology}' is not modelled; 'mesh' is");
        }

        SanafeArchitecture architecture = mesh.Build(
            chip.OptionalText("name") ?? "",
            UnitReader.Count(attributes, "link_buffer_size", 0, int.MaxValue),
            ReadBarrier(attributes),
            remarks,
            (problem) => attributes.Error("width", problem));
        UnitReader.PassLogging(attributes);
        attributes.Finish();
        chip.Finish();
        return architecture;
    }

    static void ReadTile(YamlFields tile, MeshBuilder mesh, List<string> remarks)
    {
        int tiles = NameOf(tile).Count;
        YamlFields attributes = tile.Attributes();
        UnitReader.PassLogging(attributes);
        HopCosts hops = UnitReader.Yaml.Hops(attributes);
        attributes.Finish();
        var cores = new List<CoreKind>();
        foreach (YamlFields core in tile.Mappings("core"))
        {
            int count = NameOf(core).Count;
            YamlFields fields = core.Attributes();
            CorePipeline.RequireSomaBuffer(fields);
            UnitReader.PassLogging(fields);
            int neurons = UnitReader.Count(fields, "max_neurons_supported", 1, int.MaxValue);
            fields.Finish();
            CoreKind kind = new CorePipeline(UnitReader.Yaml, unit => unit.Attributes(), remarks).Read(core.Text("name"), neurons, core);
            core.Finish();
            if ((long)(count + cores.Count) * tiles + mesh.Cores > MaxCores)
            {
                throw core.Error("name", $"the chip has more than {MaxCores} cores");
            }

            cores.AddRange(Enumerable.Repeat(kind, count));
        }

        tile.Finish();
        for (int i = 0; i < tiles; i++)
        {
            if (!mesh.Add(hops, cores))
            {
                throw tile.Error("name", "more tiles than width × height of the mesh");
            }
        }
    }

    static UnitName NameOf(YamlFields fields) => UnitName.Parse(fields.Text("name"))
        ?? throw fields.Error("name", "a name is expected, or a range such as tile[0..9]");

    static (int, double)[] ReadBarrier(YamlFields attributes)
    {
        string model = attributes.OptionalText("sync_model") ?? "fixed";
        return model switch
        {
            "fixed" => attributes.Has("latency_sync") ? [(0, attributes.Number("latency_sync"))] : [],
            "table" => attributes.Kind("latency_sync") == "list" ? ReadList(attributes) : ReadTable(attributes.Mapping("latency_sync")),
            _ => throw attributes.Error("sync_model", $"'{model}' is not one of fixed, table"),
        };
    }

    static (int, double)[] ReadList(YamlFields attributes) =>
        [.. attributes.Numbers("latency_sync").Select((seconds, tiles) => (tiles, seconds))];

    internal static (int, double)[] ReadTable(YamlFields table)
    {
        var entries = new List<(int Tiles, double Seconds)>();
        foreach (string name in table.Names.ToArray())
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int tiles))
            {
                throw table.Error(name, "the name of an entry is a number of tiles");
            }

            entries.Add((tiles, table.Number(name)));
        }

        entries.Sort((a, b) => a.Tiles.CompareTo(b.Tiles));
        return [.. entries];
    }
}
