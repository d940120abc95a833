using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Faults;

/// <summary>
/// Dead cores and links named one by one. Tiles are named by column and row over all chips in use, (0, 0) in the north-west.
/// </summary>
public sealed record FaultList
{
    /// <summary>The schema that is read.</summary>
    public const string Schema = "neuromorphic.faults/1";

    /// <summary>Where the list is from, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Dead cores.</summary>
    public IReadOnlyList<DeadCore> Cores { get; init; } = [];

    /// <summary>Dead links, each direction by itself.</summary>
    public IReadOnlyList<DeadLink> Links { get; init; } = [];

    /// <summary>Reads a list from a YAML file.</summary>
    /// <exception cref="ChipException">The file cannot be used; the message names line and field.</exception>
    public static FaultList Load(string path) =>
        Parse(path, YamlText.Read(path, YamlLimits.Chip.Characters, $"a list of faults is at most {YamlLimits.Chip.Characters} bytes"));

    /// <summary>The list that a text holds.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static FaultList Parse(string file, string text)
    {
        var root = new YamlFields(file, "", YamlTree.Read(file, text, YamlLimits.Chip));
        string schema = root.Text("schema");
        if (schema != Schema)
        {
            throw root.Error("schema", $"'{schema}' is not read; write '{Schema}'");
        }

        var list = new FaultList
        {
            File = file,
            Cores = root.Has("deadCores") ? [.. root.Mappings("deadCores").Select(ReadCore)] : [],
            Links = root.Has("deadLinks") ? [.. root.Mappings("deadLinks").Select(ReadLink)] : [],
        };
        root.Finish();
        return list;
    }

    static DeadCore ReadCore(YamlFields fields)
    {
        var core = new DeadCore(Tile(fields), fields.Has("core") ? Coordinate(fields, "core") : null, fields.LineOf("x"));
        fields.Finish();
        return core;
    }

    static DeadLink ReadLink(YamlFields fields)
    {
        var link = new DeadLink(Tile(fields), fields.Choice<LinkDirection>("to"), fields.LineOf("x"));
        fields.Finish();
        return link;
    }

    static TilePosition Tile(YamlFields fields) => new(Coordinate(fields, "x"), Coordinate(fields, "y"));

    static int Coordinate(YamlFields fields, string name)
    {
        int value = fields.Whole(name);
        return value >= 0 ? value : throw fields.Error(name, "coordinates count from 0");
    }
}

/// <summary>A core on which nothing can be placed.</summary>
/// <param name="Tile">Its tile.</param>
/// <param name="Core">Which core of the tile, from 0; null for all of them.</param>
/// <param name="Line">Line of the list, for messages; 0 where there is none.</param>
public readonly record struct DeadCore(TilePosition Tile, int? Core, int Line = 0);

/// <summary>A link that routes go around.</summary>
/// <param name="From">The tile that it leaves.</param>
/// <param name="To">The direction that it leads.</param>
/// <param name="Line">Line of the list, for messages; 0 where there is none.</param>
public readonly record struct DeadLink(TilePosition From, LinkDirection To, int Line = 0);
