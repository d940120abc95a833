namespace Neuromorphic.Emulator.Yaml;

/// <summary>A node of a read file, with the line it starts on (counted from 1).</summary>
abstract record YamlNode(int Line);

/// <summary>A text. A quoted one is never a number or an absent value.</summary>
sealed record YamlScalar(int Line, string Value, bool Plain) : YamlNode(Line);

/// <summary>A sequence.</summary>
sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <summary>Fields in the order of the file; names are unique.</summary>
sealed record YamlMapping(int Line, IReadOnlyList<YamlField> Fields) : YamlNode(Line);

/// <summary>A named field.</summary>
sealed record YamlField(int Line, string Name, YamlNode Value);
