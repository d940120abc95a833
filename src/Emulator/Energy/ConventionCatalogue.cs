using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Energy;

/// <summary>The conventions that come with the emulator, and the reader of files with others.</summary>
public static class ConventionCatalogue
{
    const string Resource = "Neuromorphic.Emulator.Energy.conventions.yaml";
    const string Schema = "neuromorphic.conventions/1";
    const int MostBits = 64;

    static readonly (string Name, Dimension Dimension)[] NoConstants = [];

    static readonly Dictionary<ConventionFormula, (string Name, Dimension Dimension)[]> ConstantsOf = new()
    {
        [ConventionFormula.Compute] =
        [
            ("multiply", Dimension.Energy), ("add", Dimension.Energy), ("biasOperations", Dimension.Count),
            ("compareOperations", Dimension.Count), ("activationOperations", Dimension.Count),
        ],
        [ConventionFormula.MemoryPerEvent] = MemoryConstants(),
        [ConventionFormula.MemoryPerUpdate] = MemoryConstants(),
        [ConventionFormula.Units] = [("unit", Dimension.Energy), ("product", Dimension.Count), ("event", Dimension.Count)],
        [ConventionFormula.Lemaire] =
        [
            ("multiply", Dimension.Energy), ("add", Dimension.Energy), ("accessFloor", Dimension.Energy),
            ("accessSlope", Dimension.EnergyPerBit), ("potential", Dimension.Data),
        ],
        [ConventionFormula.Events] =
        [
            ("product", Dimension.Energy), ("output", Dimension.Energy), ("event", Dimension.Energy), ("update", Dimension.Energy),
        ],
        [ConventionFormula.Published] = [("breakEvenLow", Dimension.Count), ("breakEvenHigh", Dimension.Count)],
    };

    /// <summary>Constants that may be there: the price of the network in floating point.</summary>
    static readonly Dictionary<ConventionFormula, (string Name, Dimension Dimension)[]> MoreConstantsOf = new()
    {
        [ConventionFormula.Compute] = FloatConstants(),
        [ConventionFormula.MemoryPerEvent] = FloatConstants(),
        [ConventionFormula.MemoryPerUpdate] = FloatConstants(),
    };

    /// <summary>All conventions, in the order of the file.</summary>
    public static IReadOnlyList<EnergyConvention> All { get; } = LoadOwn();

    /// <summary>The convention of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EnergyConvention Named(string name) => All.FirstOrDefault(convention => convention.Name == name)
        ?? throw new ArgumentException($"no convention '{name}': one of {string.Join(", ", All.Select(c => c.Name))}", nameof(name));

    /// <summary>Reads conventions from a file of the user's, of the schema of the file that comes with the emulator.</summary>
    /// <param name="path">The YAML file.</param>
    /// <exception cref="ChipException">The file cannot be used; the message names file, line and field.</exception>
    public static IReadOnlyList<EnergyConvention> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Read(path, YamlText.Read(path, 4L * YamlLimits.Chip.Characters, $"a file of conventions has at most {YamlLimits.Chip.Characters} characters"));
    }

    /// <summary>Reads conventions from text.</summary>
    /// <param name="file">File name for messages.</param>
    /// <param name="text">The YAML.</param>
    /// <exception cref="ChipException">The text cannot be used; the message names file, line and field.</exception>
    public static IReadOnlyList<EnergyConvention> Read(string file, string text)
    {
        var root = new YamlFields(file, "", YamlTree.Read(file, text, YamlLimits.Chip));
        if (root.Text("schema") != Schema)
        {
            throw root.Error("schema", $"write '{Schema}'");
        }

        var conventions = new List<EnergyConvention>();
        foreach (YamlFields fields in root.Mappings("conventions"))
        {
            EnergyConvention next = Read(fields);
            conventions.Add(conventions.TrueForAll(known => known.Name != next.Name)
                ? next
                : throw fields.Error("name", $"there is a convention '{next.Name}' already; give each its own name"));
        }

        root.Finish();
        return conventions.Count > 0 ? conventions : throw root.Error("conventions", "name at least one convention");
    }

    static IReadOnlyList<EnergyConvention> LoadOwn()
    {
        using Stream stream = typeof(ConventionCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the library lacks {Resource}");
        using var reader = new StreamReader(stream);
        return Read("conventions.yaml", reader.ReadToEnd());
    }

    static EnergyConvention Read(YamlFields fields)
    {
        ConventionFormula formula = fields.Choice<ConventionFormula>("formula");
        YamlFields constants = fields.Mapping("constants");
        var values = new Dictionary<string, Quantity>();
        foreach ((string name, Dimension dimension) in ConstantsOf[formula])
        {
            values.Add(name, Number(constants, name, dimension, mayBeUnknown: formula == ConventionFormula.Events && name == "update"));
        }

        foreach ((string name, Dimension dimension) in MoreConstantsOf.GetValueOrDefault(formula, NoConstants))
        {
            if (constants.Has(name))
            {
                values.Add(name, Number(constants, name, dimension, mayBeUnknown: false));
            }
        }

        constants.Finish();
        if (values.ContainsKey("floatMultiply") != values.ContainsKey("floatAdd"))
        {
            throw fields.Error("constants", "floatMultiply and floatAdd go together: give both or none");
        }

        if (formula == ConventionFormula.Published && values["breakEvenLow"].Si > values["breakEvenHigh"].Si)
        {
            throw constants.Error("breakEvenLow", "the lower end of the range is above breakEvenHigh");
        }

        var convention = new EnergyConvention(
            fields.Text("name"),
            fields.Text("title"),
            formula,
            fields.Text("node"),
            Bits(fields, formula),
            fields.Texts("includes"),
            fields.Texts("excludes"),
            values);
        fields.Finish();
        return convention;
    }

    static Quantity Number(YamlFields constants, string name, Dimension dimension, bool mayBeUnknown)
    {
        Quantity quantity = QuantityReader.Read(constants, name, dimension);
        return quantity.IsKnown || mayBeUnknown
            ? quantity
            : throw constants.Error(name, "this formula needs a number here; without one it cannot compare anything");
    }

    static int? Bits(YamlFields fields, ConventionFormula formula)
    {
        bool needed = formula is ConventionFormula.MemoryPerEvent or ConventionFormula.MemoryPerUpdate or ConventionFormula.Lemaire;
        if (!needed && !fields.Has("operandBits"))
        {
            return null;
        }

        int bits = fields.Whole("operandBits");
        return bits is >= 1 and <= MostBits ? bits : throw fields.Error("operandBits", $"weights and activations have 1 to {MostBits} bits");
    }

    static (string Name, Dimension Dimension)[] MemoryConstants() =>
    [
        ("multiply", Dimension.Energy), ("add", Dimension.Energy), ("memory", Dimension.EnergyPerBit),
        ("potential", Dimension.Data), ("spike", Dimension.Data), ("biasOperations", Dimension.Count),
        ("compareOperations", Dimension.Count),
    ];

    static (string Name, Dimension Dimension)[] FloatConstants() => [("floatMultiply", Dimension.Energy), ("floatAdd", Dimension.Energy)];
}
