using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Chips;

/// <summary>
/// Reads a chip file. Everything has to be there, but for what came after the first files; what is not known is written as
/// unknown.
/// </summary>
static class ChipReader
{
    /// <summary>The schema that is read.</summary>
    public const string Schema = "neuromorphic.chip/1";

    /// <summary>Fields that files of earlier versions do not have: unknown there.</summary>
    public static readonly string[] OptionalFields = ["core.fanIn", "core.delay"];

    const int MaxTiles = 4096;

    /// <summary>The chip of a file.</summary>
    /// <exception cref="ChipException">The file cannot be used; the message says where and why.</exception>
    public static ChipSpecification Read(string file, string text)
    {
        var root = new YamlFields(file, "", YamlTree.Read(file, text, YamlLimits.Chip));
        string schema = root.Text("schema");
        if (schema != Schema)
        {
            throw root.Error("schema", $"'{schema}' is not read; write '{Schema}'");
        }

        var chip = new ChipSpecification
        {
            Name = root.Text("name"),
            Description = root.Text("description"),
            Remarks = root.Has("remarks") ? root.Texts("remarks") : [],
            Cores = ReadCount(root, "cores", 1, int.MaxValue),
            Mesh = ReadMesh(root.Mapping("mesh")),
            Core = ReadCore(root.Mapping("core")),
            Storage = ReadStorage(root.Mapping("storage")),
            Timing = ReadTiming(root.Mapping("timing")),
            Energy = ReadEnergy(root.Mapping("energy")),
            StaticPower = ReadCharge(root, "staticPower", Dimension.Power),
        };
        root.Finish();
        CheckIncluded(chip, root);
        long cores = (long)chip.TilesPerChip * chip.Mesh.CoresOnTile;
        return cores == (long)chip.Cores.Si
            ? chip
            : throw root.Error("cores", $"{chip.Cores.Value} is not width × height × coresPerTile = {cores}");
    }

    static MeshSpecification ReadMesh(YamlFields fields)
    {
        var mesh = new MeshSpecification
        {
            Width = ReadCount(fields, "width", 1, MaxTiles),
            Height = ReadCount(fields, "height", 1, MaxTiles),
            CoresPerTile = ReadCount(fields, "coresPerTile", 1, MaxTiles),
            Order = QuantityReader.ReadStatement(fields, "order", inner => inner.Choice<RoutingOrder>("value")),
            Delivery = QuantityReader.ReadStatement(fields, "delivery", inner => inner.Choice<Delivery>("value")),
        };
        fields.Finish();
        return mesh.WidthTiles * mesh.HeightTiles <= 1 << 16
            ? mesh
            : throw fields.Error("width", "a mesh has at most 65536 tiles");
    }

    static CoreLimits ReadCore(YamlFields fields)
    {
        var limits = new CoreLimits
        {
            Neurons = ReadLimit(fields, "neurons", Dimension.Count),
            InputAxons = ReadLimit(fields, "inputAxons", Dimension.Count),
            OutputAxons = ReadLimit(fields, "outputAxons", Dimension.Count),
            SynapseMemory = ReadLimit(fields, "synapseMemory", Dimension.Data),
            FanIn = ReadOptionalLimit(fields, "fanIn"),
            Delay = ReadOptionalLimit(fields, "delay"),
            WeightBitsMin = ReadLimit(fields, "weightBitsMin", Dimension.Data),
            WeightBitsMax = ReadLimit(fields, "weightBitsMax", Dimension.Data),
            StateBits = ReadLimit(fields, "stateBits", Dimension.Data),
            Beyond = fields.Has("beyond")
                ? QuantityReader.ReadStatement(fields, "beyond", inner => inner.Choice<BeyondLimits>("value"))
                : null,
        };
        fields.Finish();
        return limits;
    }

    static SynapseStorage ReadStorage(YamlFields fields)
    {
        var storage = new SynapseStorage
        {
            SharedWeights = QuantityReader.ReadStatement(fields, "sharedWeights", inner => inner.Truth("value")),
            IndexBits = ReadStored(fields, "indexBits"),
            ListBits = ReadStored(fields, "listBits"),
        };
        fields.Finish();
        return storage;
    }

    static ChipTiming ReadTiming(YamlFields fields)
    {
        var timing = new ChipTiming
        {
            SynapticEvent = ReadCharge(fields, "synapticEvent", Dimension.Time),
            UpdateActive = ReadCharge(fields, "updateActive", Dimension.Time),
            UpdateInactive = ReadCharge(fields, "updateInactive", Dimension.Time),
            Spike = ReadCharge(fields, "spike", Dimension.Time),
            PacketSent = ReadCharge(fields, "packetSent", Dimension.Time),
            PacketReceived = ReadCharge(fields, "packetReceived", Dimension.Time),
            WithinTile = ReadCharge(fields, "withinTile", Dimension.Time),
            HopEastWest = ReadCharge(fields, "hopEastWest", Dimension.Time),
            HopNorthSouth = ReadCharge(fields, "hopNorthSouth", Dimension.Time),
            BarrierMin = ReadCharge(fields, "barrierMin", Dimension.Time),
            BarrierMax = ReadCharge(fields, "barrierMax", Dimension.Time),
            MultiplyAccumulate = ReadCharge(fields, "multiplyAccumulate", Dimension.Time),
            OffChipCrossing = ReadCharge(fields, "offChipCrossing", Dimension.Time),
        };
        fields.Finish();
        return timing;
    }

    static ChipEnergy ReadEnergy(YamlFields fields)
    {
        var energy = new ChipEnergy
        {
            SynapticEvent = ReadCharge(fields, "synapticEvent", Dimension.Energy),
            UpdateActive = ReadCharge(fields, "updateActive", Dimension.Energy),
            UpdateInactive = ReadCharge(fields, "updateInactive", Dimension.Energy),
            Spike = ReadCharge(fields, "spike", Dimension.Energy),
            PacketSent = ReadCharge(fields, "packetSent", Dimension.Energy),
            PacketReceived = ReadCharge(fields, "packetReceived", Dimension.Energy),
            WithinTile = ReadCharge(fields, "withinTile", Dimension.Energy),
            HopEastWest = ReadCharge(fields, "hopEastWest", Dimension.Energy),
            HopNorthSouth = ReadCharge(fields, "hopNorthSouth", Dimension.Energy),
            Barrier = ReadCharge(fields, "barrier", Dimension.Energy),
            MultiplyAccumulate = ReadCharge(fields, "multiplyAccumulate", Dimension.Energy),
            OffChipCrossing = ReadCharge(fields, "offChipCrossing", Dimension.Energy),
        };
        fields.Finish();
        return energy;
    }

    /// <summary>A price or a time: known, unknown, or contained in another.</summary>
    static Quantity ReadCharge(YamlFields fields, string name, Dimension dimension) =>
        QuantityReader.Read(fields, name, dimension, mayBeIncluded: true);

    /// <summary>What contains another has to be a number, times in times and energies in energies or in the power at rest.</summary>
    static void CheckIncluded(ChipSpecification chip, YamlFields root)
    {
        var all = chip.Quantities.ToDictionary(entry => entry.Field, entry => entry.Quantity);
        foreach ((string field, Quantity quantity) in chip.Quantities)
        {
            if (quantity.IncludedIn is not string container)
            {
                continue;
            }

            bool time = quantity.Dimension == Dimension.Time;
            bool fits = all.TryGetValue(container, out Quantity? number)
                && number.IsKnown
                && (time ? number.Dimension == Dimension.Time : number.Dimension is Dimension.Energy or Dimension.Power);
            if (!fits)
            {
                string[] path = field.Split('.');
                YamlFields parent = path.Length > 1 ? root.Mapping(path[0]) : root;
                throw parent.Mapping(path[^1]).Error(
                    "includedIn", $"'{container}' is not a field with a number that could contain this; name {(time ? "one of timing.*" : "one of energy.*, or staticPower")}");
            }
        }
    }

    /// <summary>A whole number that has to be known, because nothing can be mapped without it.</summary>
    static Quantity ReadCount(YamlFields fields, string name, int minimum, int maximum)
    {
        Quantity quantity = QuantityReader.Read(fields, name, Dimension.Count);
        return quantity.IsKnown && quantity.Si >= minimum && quantity.Si <= maximum && double.IsInteger(quantity.Si)
            ? quantity
            : throw fields.Error(name, $"a whole number from {minimum} to {maximum} is needed; where none is published, assume one and say so");
    }

    static Quantity ReadLimit(YamlFields fields, string name, Dimension dimension)
    {
        Quantity quantity = QuantityReader.Read(fields, name, dimension, mayBeUnlimited: true);
        return !quantity.IsKnown || (quantity.Si >= 1 && double.IsInteger(quantity.Si))
            ? quantity
            : throw fields.Error(name, "a limit is a whole number of at least 1, '{ unlimited: why }' or '{ unknown: why }'");
    }

    static Quantity ReadOptionalLimit(YamlFields fields, string name) => fields.Has(name)
        ? ReadLimit(fields, name, Dimension.Count)
        : Quantity.Unknown(Dimension.Count, "not in the chip's file");

    static Quantity ReadStored(YamlFields fields, string name)
    {
        Quantity quantity = QuantityReader.Read(fields, name, Dimension.Data);
        return quantity.IsKnown && double.IsInteger(quantity.Si) && quantity.Si <= 1 << 20
            ? quantity
            : throw fields.Error(name, "a whole number of bits is needed; where none is published, assume one and say so");
    }
}
