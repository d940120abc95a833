using System.Text.Json;

namespace Neuromorphic.Tools.Conformance;

/// <summary>One conformance case: what ran, what went in, and what an emulator or a chip made of it.</summary>
sealed class CaseFile
{
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
            using FileStream stream = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(stream);
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
}
