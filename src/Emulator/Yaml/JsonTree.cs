using System.Text;
using System.Text.Json;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Yaml;

/// <summary>
/// Reads JSON into the same tree as YAML, without trust: limits on depth and values, names unique. Large lists can be read
/// by hand through <see cref="Reader"/>.
/// </summary>
ref struct JsonTree
{
    const int MaxDepth = 16;

    /// <summary>Stands at the token that is read next.</summary>
    public Utf8JsonReader Reader;

    readonly string _file;
    readonly ReadOnlySpan<byte> _bytes;
    readonly YamlLimits _limits;
    int _nodes;
    int _line = 1;
    int _counted;

    /// <summary>A reader at the first token.</summary>
    public JsonTree(string file, ReadOnlySpan<byte> bytes, YamlLimits limits)
    {
        _file = file;
        _bytes = bytes;
        _limits = limits;
        Reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        Advance();
    }

    /// <summary>Line of the current token, counted from 1.</summary>
    public int Line
    {
        get
        {
            int here = (int)Reader.TokenStartIndex;
            _line += _bytes[_counted..here].Count((byte)'\n');
            _counted = here;
            return _line;
        }
    }

    /// <summary>The root of a text, which has to be an object.</summary>
    /// <exception cref="ChipException">The text is not such a file.</exception>
    public static YamlMapping Read(string file, string text, YamlLimits limits)
    {
        var tree = new JsonTree(file, Encoding.UTF8.GetBytes(text), limits);
        YamlNode root = tree.ReadValue();
        return root as YamlMapping ?? throw tree.Error("", "an object of fields is expected");
    }

    /// <summary>Goes on to the next token.</summary>
    /// <exception cref="ChipException">The text is not JSON, or ends here.</exception>
    public void Advance()
    {
        try
        {
            if (!Reader.Read())
            {
                throw Error("", "the file ends too early");
            }
        }
        catch (JsonException error)
        {
            throw new ChipException(_file, (int)(error.LineNumber ?? 0) + 1, "", "not valid JSON: " + error.Message.Split(". LineNumber", 2)[0]);
        }
    }

    /// <summary>The value at the current token; afterwards the reader stands at its last token.</summary>
    public YamlNode ReadValue()
    {
        if (++_nodes > _limits.Nodes)
        {
            throw Error("", $"more than {_limits.Nodes} values");
        }

        int line = Line;
        switch (Reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new YamlMapping(line, ReadFields());
            case JsonTokenType.StartArray:
                var items = new List<YamlNode>();
                for (Advance(); Reader.TokenType != JsonTokenType.EndArray; Advance())
                {
                    items.Add(ReadValue());
                }

                return new YamlSequence(line, items);
            case JsonTokenType.String:
                return new YamlScalar(line, Text(), Plain: false);
            default:
                // Numbers, true, false and null stand as they are written.
                return new YamlScalar(line, Encoding.UTF8.GetString(Reader.ValueSpan), Plain: true);
        }
    }

    /// <summary>The text of the current token, a text or a name.</summary>
    public string Text()
    {
        try
        {
            return Reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error("", "the text is not valid Unicode");
        }
    }

    /// <summary>An error at the current token.</summary>
    public ChipException Error(string field, string problem) => new(_file, Line, field, problem);

    List<YamlField> ReadFields()
    {
        var fields = new List<YamlField>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (Advance(); Reader.TokenType != JsonTokenType.EndObject; Advance())
        {
            int line = Line;
            string name = Text();
            if (!names.Add(name))
            {
                throw Error(name, "the field stands twice; keep one");
            }

            Advance();
            fields.Add(new YamlField(line, name, ReadValue()));
        }

        return fields;
    }
}
