using System.Reflection;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Chips;

/// <summary>The chips that come with the emulator, and chips from files.</summary>
public static class ChipCatalogue
{
    const string Prefix = "Neuromorphic.Emulator.Chips.Presets.";
    const string Suffix = ".yaml";

    /// <summary>Short names of presets.</summary>
    static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase) { ["loihi1"] = "loihi1-davies2018" };

    static readonly Assembly Library = typeof(ChipCatalogue).Assembly;

    /// <summary>Names of the presets, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Library.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A preset by its name, or the chip of a file.</summary>
    /// <param name="nameOrPath">One of <see cref="Names"/> ("loihi1" is short for "loihi1-davies2018"), or the path of a chip file.</param>
    /// <exception cref="ChipException">There is no such preset or file, or the file cannot be used.</exception>
    public static ChipSpecification Load(string nameOrPath) =>
        Names.Contains(Full(nameOrPath), StringComparer.OrdinalIgnoreCase)
            ? Parse(nameOrPath, Source(nameOrPath))
            : Parse(nameOrPath, ReadFile(nameOrPath));

    /// <summary>The text of a preset, to start a chip file of one's own from.</summary>
    /// <exception cref="ChipException">There is no such preset.</exception>
    public static string Source(string name)
    {
        using Stream stream = Library.GetManifestResourceStream(Prefix + Full(name).ToLowerInvariant() + Suffix)
            ?? throw new ChipException(name, 0, "", $"there is no such preset; there are {string.Join(", ", Names)}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The chip that a text describes.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The chip file's text, at most 1 MiB.</param>
    /// <exception cref="ChipException">The text cannot be used.</exception>
    public static ChipSpecification Parse(string file, string text) => ChipReader.Read(file, text);

    static string Full(string name) => Aliases.GetValueOrDefault(name, name);

    static string ReadFile(string path) => YamlText.Read(
        path,
        4L * YamlLimits.Chip.Characters,
        $"a chip file is at most {YamlLimits.Chip.Characters} characters",
        $"neither a preset ({string.Join(", ", Names)}) nor a file that can be read");
}
