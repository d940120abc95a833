namespace Neuromorphic.Emulator.Yaml;

/// <summary>A node of a read file, with the line it starts on (counted from 1).</summary>
abstract record YamlNode(int Line);

/// <summary>A text. A quoted one is never a number or an absent value.</summary>
sealed record YamlScalar(int Line, string Value, bool Plain) : YamlNode(Line);

/// <summary>A sequence.</summary>
sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

/// <summary>Fields in the order of the file; names are unique.</summary>
sealed record YamlMapping(int Line, IReadOnlyList<YamlField> Fields) : YamlNode(Line)
{
    /// <summary>The node as one mapping: itself, or the mappings of a list joined.</summary>
    /// <returns>Nothing if it is neither, or if a name stands twice.</returns>
    public static YamlMapping? TryMerge(YamlNode node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                return mapping;
            case YamlSequence sequence:
                var fields = new List<YamlField>();
                foreach (YamlNode item in sequence.Items)
                {
                    if (item is not YamlMapping part)
                    {
                        return null;
                    }

                    fields.AddRange(part.Fields);
                }

                return fields.DistinctBy(field => field.Name).Count() == fields.Count ? new YamlMapping(sequence.Line, fields) : null;
            default:
                return null;
        }
    }
}

/// <summary>A named field.</summary>
sealed record YamlField(int Line, string Name, YamlNode Value);
