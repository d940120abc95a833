using System.Globalization;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Yaml;

/// <summary>
/// The fields of one mapping, taken one by one; what nobody took is an unknown field, and an error.
/// </summary>
sealed class YamlFields
{
    readonly string _file;
    readonly string _path;
    readonly YamlMapping _mapping;
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Fields of a mapping.</summary>
    /// <param name="file">File name for messages.</param>
    /// <param name="path">Where in the file the mapping stands, such as "energy"; empty for the root.</param>
    /// <param name="mapping">The mapping.</param>
    public YamlFields(string file, string path, YamlMapping mapping)
    {
        _file = file;
        _path = path;
        _mapping = mapping;
    }

    /// <summary>Whether there is a field of this name.</summary>
    public bool Has(string name)
    {
        _known.Add(name);
        return Find(name) is not null;
    }

    /// <summary>A text that has to be there.</summary>
    public string Text(string name) => Required(name) is YamlScalar { Value.Length: > 0 } scalar
        ? scalar.Value
        : throw Error(name, "a text is expected");

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    /// <summary>A sequence of texts.</summary>
    public IReadOnlyList<string> Texts(string name) => Required(name) is YamlSequence sequence && sequence.Items.All(i => i is YamlScalar)
        ? [.. sequence.Items.Select(item => ((YamlScalar)item).Value)]
        : throw Error(name, "a list of texts is expected");

    /// <summary>A finite number, not negative.</summary>
    public double Number(string name)
    {
        if (Required(name) is not YamlScalar { Plain: true } scalar
            || !double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            || !double.IsFinite(value))
        {
            throw Error(name, "a number is expected, such as 23.6 or 1e6");
        }

        return value >= 0 ? value : throw Error(name, "a number is not negative here");
    }

    /// <summary>A finite number of either sign.</summary>
    public double Real(string name) =>
        Required(name) is YamlScalar { Plain: true } scalar
        && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value)
            ? value
            : throw Error(name, "a number is expected, such as -65 or 0.1");

    /// <summary>A whole number, not negative.</summary>
    public int Whole(string name) => WholeLong(name) is long value and <= int.MaxValue
        ? (int)value
        : throw Error(name, $"at most {int.MaxValue} is held");

    /// <summary>A whole number, not negative.</summary>
    public long WholeLong(string name) =>
        Required(name) is YamlScalar { Plain: true } scalar
        && long.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Error(name, "a whole number is expected, not negative");

    /// <summary>true or false.</summary>
    public bool Truth(string name) => Text(name) switch
    {
        "true" => true,
        "false" => false,
        string text => throw Error(name, $"'{text}' is not true or false"),
    };

    /// <summary>
    /// The line of a field given by its path from here, such as "populations[1].size", or the nearest line above it. A name
    /// in the file may go on with its unit: "delay" finds "delayMs".
    /// </summary>
    public int LineOf(string path)
    {
        YamlNode node = _mapping;
        int line = _mapping.Line;
        foreach (string part in path.Split('.'))
        {
            string[] pieces = part.Split('[', ']');
            if (node is not YamlMapping mapping || mapping.Fields.FirstOrDefault(f => f.Name.StartsWith(pieces[0], StringComparison.Ordinal)) is not { } field)
            {
                return line;
            }

            (line, node) = (field.Line, field.Value);
            if (pieces.Length > 1 && node is YamlSequence sequence
                && int.TryParse(pieces[1], CultureInfo.InvariantCulture, out int index) && index < sequence.Items.Count)
            {
                node = sequence.Items[index];
                line = node.Line;
            }
        }

        return line;
    }

    /// <summary>A sequence of finite numbers, not negative.</summary>
    public IReadOnlyList<double> Numbers(string name)
    {
        if (Required(name) is not YamlSequence sequence)
        {
            throw Error(name, "a list of numbers is expected");
        }

        return
        [
            .. sequence.Items.Select(item =>
                item is YamlScalar { Plain: true } scalar
                && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value) && value >= 0
                    ? value
                    : throw Error(name, "every entry of the list has to be a number that is not negative")),
        ];
    }

    /// <summary>The entries of a list; an empty value is an empty list.</summary>
    public IReadOnlyList<YamlNode> Items(string name) => Required(name) switch
    {
        YamlSequence sequence => sequence.Items,
        YamlScalar { Plain: true, Value: "" or "~" or "null" } => [],
        _ => throw Error(name, "a list is expected"),
    };

    /// <summary>The node of a field.</summary>
    public YamlNode Node(string name) => Required(name);

    /// <summary>What a field holds: "text", "list" or "mapping".</summary>
    public string Kind(string name) => Required(name) switch
    {
        YamlSequence => "list",
        YamlMapping => "mapping",
        _ => "text",
    };

    /// <summary>
    /// The mapping under "attributes", which may also be written as a list of mappings: both mean the same.
    /// </summary>
    public YamlFields Attributes()
    {
        const string Name = "attributes";
        YamlNode node = Required(Name);
        return YamlMapping.TryMerge(node) is YamlMapping merged
            ? new YamlFields(_file, Path(Name), merged)
            : throw Error(Name, "a mapping of attributes is expected, or a list of mappings, without any name twice");
    }

    /// <summary>A value of an enumeration, named in lower case.</summary>
    public T Choice<T>(string name)
        where T : struct, Enum
    {
        string text = Text(name);
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string choices = string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
        throw Error(name, $"'{text}' is not one of {choices}");
    }

    /// <summary>A mapping that has to be there.</summary>
    public YamlFields Mapping(string name) => Required(name) is YamlMapping mapping
        ? new YamlFields(_file, Path(name), mapping)
        : throw Error(name, "a mapping of fields is expected, such as { value: 1, unit: pJ, evidence: measured, source: ... }");

    /// <summary>A sequence of mappings.</summary>
    public IReadOnlyList<YamlFields> Mappings(string name)
    {
        if (Required(name) is not YamlSequence sequence)
        {
            throw Error(name, "a list is expected");
        }

        var mappings = new List<YamlFields>();
        foreach (YamlNode item in sequence.Items)
        {
            mappings.Add(item is YamlMapping mapping
                ? new YamlFields(_file, $"{Path(name)}[{mappings.Count}]", mapping)
                : throw Error(name, "every entry of the list has to be a mapping"));
        }

        return mappings;
    }

    /// <summary>Names of all fields of the mapping, for mappings whose names are free.</summary>
    public IEnumerable<string> Names => _mapping.Fields.Select(entry => entry.Name);

    /// <summary>Makes sure that no field is left that nobody knows.</summary>
    /// <exception cref="ChipException">There is one.</exception>
    public void Finish()
    {
        foreach (YamlField field in _mapping.Fields)
        {
            if (!_known.Contains(field.Name))
            {
                throw Error(field.Name, $"unknown field; known here: {string.Join(", ", _known)}");
            }
        }
    }

    /// <summary>An error at a field, or at the mapping where the field is absent.</summary>
    public ChipException Error(string name, string problem) =>
        new(_file, Find(name)?.Line ?? _mapping.Line, Path(name), problem);

    YamlNode Required(string name)
    {
        _known.Add(name);
        return Find(name)?.Value ?? throw Error(name, "the field is missing");
    }

    YamlField? Find(string name) => _mapping.Fields.FirstOrDefault(field => field.Name == name);

    string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
