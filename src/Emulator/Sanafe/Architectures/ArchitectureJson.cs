using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>Reads a flattened architecture, <c>neuro-arch/1</c>: the same quantities with their units in the names.</summary>
static class ArchitectureJson
{
    const string Format = "neuro-arch/1";

    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static SanafeArchitecture Read(string file, string text)
    {
        var root = new YamlFields(file, "", JsonTree.Read(file, text, YamlLimits.Architecture));
        string format = root.Text("format");
        if (format != Format)
        {
            throw root.Error("format", $"'{format}' is not read; '{Format}' is");
        }

        root.OptionalText("source");
        root.OptionalText("tile_coordinates");
        if (root.OptionalText("topology") is not (null or "mesh"))
        {
            throw root.Error("topology", "only 'mesh' is modelled");
        }

        int width = UnitReader.Count(root, "mesh_width", 1, 1 << 15);
        int height = UnitReader.Count(root, "mesh_height", 1, 1 << 15);
        YamlFields sync = root.Mapping("sync");
        sync.OptionalText("rule");
        (int, double)[] barrier = ArchitectureYaml.ReadTable(sync.Mapping("delay_s_by_tiles"));
        sync.Finish();

        var remarks = new List<string>();
        Dictionary<string, CoreKind> kinds = ReadKinds(root.Mapping("core_kinds"), remarks);
        var mesh = new MeshBuilder(width, height);
        foreach (YamlFields tile in root.Mappings("tiles"))
        {
            ReadTile(tile, mesh, kinds, height);
        }

        SanafeArchitecture architecture = mesh.Build(
            root.OptionalText("name") ?? "",
            UnitReader.Count(root, "link_buffer_size", 0, int.MaxValue),
            barrier,
            remarks,
            problem => root.Error("tiles", problem));
        root.Finish();
        return architecture;
    }

    static Dictionary<string, CoreKind> ReadKinds(YamlFields fields, List<string> remarks)
    {
        var kinds = new Dictionary<string, CoreKind>(StringComparer.Ordinal);
        foreach (string name in fields.Names.ToArray())
        {
            YamlFields kind = fields.Mapping(name);
            CorePipeline.RequireSomaBuffer(kind);
            int neurons = UnitReader.Count(kind, "max_neurons", 1, int.MaxValue);
            kinds[name] = new CorePipeline(UnitReader.Json, Unit, remarks).Read(name, neurons, kind);
            kind.Finish();
        }

        return kinds;
    }

    /// <summary>Here a unit's attributes stand beside its name, with the number of units once more.</summary>
    static YamlFields Unit(YamlFields unit)
    {
        int count = UnitName.Parse(unit.Text("name"))?.Count ?? 0;
        if (unit.Has("count") && unit.Number("count") != count)
        {
            throw unit.Error("count", $"the name stands for {count} units");
        }

        return unit;
    }

    static void ReadTile(YamlFields tile, MeshBuilder mesh, Dictionary<string, CoreKind> kinds, int height)
    {
        int id = UnitReader.Count(tile, "id", 0, int.MaxValue);
        int x = UnitReader.Count(tile, "x", 0, int.MaxValue);
        int y = UnitReader.Count(tile, "y", 0, int.MaxValue);
        if (x != id / height || y != id % height)
        {
            throw tile.Error("x", $"tile {id} stands at column {id / height}, row {id % height}: ids run down the columns");
        }

        HopCosts hops = UnitReader.Json.Hops(tile);
        var cores = new List<CoreKind>();
        foreach (YamlFields core in tile.Mappings("cores"))
        {
            string kind = core.Text("kind");
            cores.Add(kinds.GetValueOrDefault(kind) ?? throw core.Error("kind", $"'{kind}' is none of the core_kinds {string.Join(", ", kinds.Keys)}"));
            if (UnitReader.Count(core, "id", 0, int.MaxValue) != mesh.Cores + cores.Count - 1 || UnitReader.Count(core, "offset", 0, int.MaxValue) != cores.Count - 1)
            {
                throw core.Error("id", "cores are numbered over the tiles in order, offsets within the tile");
            }

            core.Finish();
        }

        tile.Finish();
        if (!mesh.Add(hops, cores))
        {
            throw tile.Error("id", "more tiles than width × height of the mesh");
        }
    }
}
