using Neuromorphic.Emulator.Chips;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Neuromorphic.Emulator.Yaml;

/// <summary>
/// Reads YAML into a tree, without trust: one document, no aliases and tags, and limits on size, depth and nodes, so that
/// no file makes the reader hang or fall over.
/// </summary>
sealed class YamlTree
{
    const int MaxDepth = 16;

    readonly string _file;
    readonly Parser _parser;
    readonly YamlLimits _limits;
    int _nodes;

    YamlTree(string file, string text, YamlLimits limits)
    {
        _file = file;
        _limits = limits;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The root of a file, which has to be a mapping.</summary>
    /// <param name="file">File name for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="limits">What is read at most.</param>
    /// <exception cref="ChipException">The text is not such a file.</exception>
    public static YamlMapping Read(string file, string text, YamlLimits limits)
    {
        if (text.Length > limits.Characters)
        {
            throw new ChipException(file, 0, "", $"the file has {text.Length} characters; at most {limits.Characters} are read");
        }

        var tree = new YamlTree(file, text, limits);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException error)
        {
            throw new ChipException(
                file, (int)error.Start.Line, "", $"not valid YAML: {error.Message} (indent with spaces, quote texts that hold ': ' or '#')");
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // Some damaged texts make the parser fall over its own state instead of reporting them.
            throw new ChipException(
                file, (int)(tree._parser.Current?.Start.Line ?? 0), "", "not valid YAML: the text after this line cannot be read");
        }
    }

    YamlMapping ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            throw new ChipException(_file, 1, "", "the file is empty; a mapping of fields is expected");
        }

        YamlNode root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            throw Error(_parser.Current!, "the file holds more than one document; keep one");
        }

        return root as YamlMapping
            ?? throw new ChipException(_file, root.Line, "", "the file is not a mapping; it starts with fields such as 'name: ...'");
    }

    YamlNode ReadNode(int depth)
    {
        ParsingEvent current = _parser.Current ?? throw new ChipException(_file, 0, "", "the file ends too early");
        if (depth > MaxDepth)
        {
            throw Error(current, $"nested deeper than {MaxDepth} levels");
        }

        if (++_nodes > _limits.Nodes)
        {
            throw Error(current, $"more than {_limits.Nodes} values");
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            throw Error(current, "tags ('!...') are not read; leave them out");
        }

        int line = (int)current.Start.Line;
        if (_parser.TryConsume<Scalar>(out Scalar? scalar))
        {
            return new YamlScalar(line, scalar.Value, scalar.Style == ScalarStyle.Plain);
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return new YamlSequence(line, items);
        }

        if (_parser.TryConsume<MappingStart>(out _))
        {
            return new YamlMapping(line, ReadFields(depth));
        }

        throw Error(current, "aliases ('*name') are not read; write the value out");
    }

    List<YamlField> ReadFields(int depth)
    {
        var fields = new List<YamlField>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            ParsingEvent start = _parser.Current!;
            if (ReadNode(depth + 1) is not YamlScalar name)
            {
                throw Error(start, "the name of a field has to be a text");
            }

            if (!names.Add(name.Value))
            {
                throw new ChipException(_file, name.Line, name.Value, "the field stands twice; keep one");
            }

            fields.Add(new YamlField(name.Line, name.Value, ReadNode(depth + 1)));
        }

        return fields;
    }

    ChipException Error(ParsingEvent at, string problem) => new(_file, (int)at.Start.Line, "", problem);
}
