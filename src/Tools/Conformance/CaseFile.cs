using System.Text.Json;

namespace Neuromorphic.Tools.Conformance;

/// <summary>One conformance case: what ran, what went in, and what an emulator or a chip made of it.</summary>
sealed class CaseFile
{
    const int LargestFile = 64 << 20;

    CaseFile(string path, CaseFields fields)
    {
        Path = path;
        Fields = fields;
        Id = fields.Text("id");
        Kind = fields.Text("kind");
        Flavour = fields.Text("flavour");
    }

    public string Path { get; }

    public string Id { get; }

    /// <summary>What is tested: lif, synapse, truenorth_full.</summary>
    public string Kind { get; }

    /// <summary>Whose rules: lava, nengo_loihi, ranc.</summary>
    public string Flavour { get; }

    public CaseFields Fields { get; }

    public CaseFields Parameters => Fields.Object("params");

    public CaseFields Input => Fields.Object("input");

    public CaseFields Output => Fields.Object("output");

    public int Steps => Fields.Whole("steps", 1);

    /// <summary>Reads a case.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, is no JSON, or lacks a field.</exception>
    public static CaseFile Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Bytes(path));
            RequireText(path, document.RootElement);
            return new CaseFile(path, CaseFields.Of(path, document.RootElement.Clone()));
        }
        catch (JsonException exception)
        {
            throw new UserErrorException($"{path} is not JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UserErrorException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Half of a surrogate pair passes the parser, but is no text, and throws wherever it is read.</summary>
    static void RequireText(string path, JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty property in element.EnumerateObject())
                    {
                        _ = property.Name;
                        RequireText(path, property.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        RequireText(path, item);
                    }

                    break;
                case JsonValueKind.String:
                    _ = element.GetString();
                    break;
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new UserErrorException($"{path} holds half a character (a surrogate without its pair).", exception);
        }
    }

    /// <summary>The file's bytes; not its length but what can be read counts, because a device has none.</summary>
    static ReadOnlyMemory<byte> Bytes(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using MemoryStream bytes = new();
        byte[] part = new byte[1 << 16];
        for (int count; (count = stream.Read(part)) > 0;)
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > LargestFile)
            {
                throw new UserErrorException($"{path} has more than {LargestFile >> 20} MiB, which no case needs.");
            }
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
