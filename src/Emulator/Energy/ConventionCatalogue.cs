using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Energy;

/// <summary>The conventions that come with the emulator.</summary>
public static class ConventionCatalogue
{
    const string Resource = "Neuromorphic.Emulator.Energy.conventions.yaml";
    const string Schema = "neuromorphic.conventions/1";

    static readonly Dictionary<ConventionFormula, (string Name, Dimension Dimension)[]> ConstantsOf = new()
    {
        [ConventionFormula.Compute] =
        [
            ("multiply", Dimension.Energy), ("add", Dimension.Energy), ("updateOperations", Dimension.Count),
            ("activationOperations", Dimension.Count),
        ],
        [ConventionFormula.MemoryPerEvent] = MemoryConstants(),
        [ConventionFormula.MemoryPerUpdate] = MemoryConstants(),
        [ConventionFormula.Units] = [("unit", Dimension.Energy), ("product", Dimension.Count), ("event", Dimension.Count)],
        [ConventionFormula.Lemaire] =
        [
            ("multiply", Dimension.Energy), ("add", Dimension.Energy), ("accessFloor", Dimension.Energy),
            ("accessSlope", Dimension.EnergyPerBit), ("potential", Dimension.Data),
        ],
    };

    /// <summary>All conventions, in the order of the file.</summary>
    public static IReadOnlyList<EnergyConvention> All { get; } = Load();

    /// <summary>The convention of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EnergyConvention Named(string name) => All.FirstOrDefault(convention => convention.Name == name)
        ?? throw new ArgumentException($"no convention '{name}': one of {string.Join(", ", All.Select(c => c.Name))}", nameof(name));

    static EnergyConvention[] Load()
    {
        using Stream stream = typeof(ConventionCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the library lacks {Resource}");
        using var reader = new StreamReader(stream);
        var root = new YamlFields("conventions.yaml", "", YamlTree.Read("conventions.yaml", reader.ReadToEnd(), YamlLimits.Chip));
        if (root.Text("schema") != Schema)
        {
            throw root.Error("schema", $"write '{Schema}'");
        }

        EnergyConvention[] conventions = [.. root.Mappings("conventions").Select(Read)];
        root.Finish();
        return conventions;
    }

    static EnergyConvention Read(YamlFields fields)
    {
        ConventionFormula formula = fields.Choice<ConventionFormula>("formula");
        YamlFields constants = fields.Mapping("constants");
        var values = new Dictionary<string, Quantity>();
        foreach ((string name, Dimension dimension) in ConstantsOf[formula])
        {
            values.Add(name, QuantityReader.Read(constants, name, dimension));
        }

        constants.Finish();
        var convention = new EnergyConvention(
            fields.Text("name"),
            fields.Text("title"),
            formula,
            fields.Text("node"),
            fields.Has("operandBits") ? (int)fields.Number("operandBits") : null,
            fields.Texts("includes"),
            fields.Texts("excludes"),
            values);
        fields.Finish();
        return convention;
    }

    static (string Name, Dimension Dimension)[] MemoryConstants() =>
    [
        ("multiply", Dimension.Energy), ("add", Dimension.Energy), ("memory", Dimension.EnergyPerBit),
        ("potential", Dimension.Data), ("spike", Dimension.Data), ("updateOperations", Dimension.Count),
    ];
}
