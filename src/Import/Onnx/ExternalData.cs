using System.Globalization;
using Google.Protobuf;
using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Onnx;

/// <summary>
/// Tensors whose elements lie in another file of the model's folder. A model names files it did not come with, so what
/// leads out of the folder (absolute paths, "..", links) is refused, and the bytes of all tensors are bounded.
/// </summary>
/// <param name="modelPath">The .onnx file.</param>
sealed class ExternalData(string modelPath)
{
    /// <summary>Bytes that the tensors of a model may have outside of it.</summary>
    public const long MostBytes = 2L << 30;

    readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(modelPath))!;
    long _bytes;

    /// <summary>The elements; throws <see cref="ModelException"/> where they cannot be had.</summary>
    /// <param name="tensor">A tensor whose data are external.</param>
    /// <param name="expected">The bytes that its dimensions ask for.</param>
    /// <param name="place">The tensor, for messages.</param>
    public ByteString Read(TensorProto tensor, long expected, string place)
    {
        string location = Entry(tensor, "location") ?? throw Invalid(place, "its external data have no location");
        long offset = Number(tensor, "offset", place) ?? 0;
        long length = Number(tensor, "length", place) ?? expected;
        if (length != expected)
        {
            throw Invalid(place, $"its dimensions ask for {expected} bytes, its external data have {length}");
        }

        _bytes += length;
        if (_bytes > MostBytes)
        {
            throw Invalid(place, $"the model's external data have more than {MostBytes >> 30} GiB");
        }

        string path = Inside(location, place);
        try
        {
            FileInfo info = new(path);
            if (!info.Exists)
            {
                throw Invalid(place, $"its data lie in '{Printable.Name(location)}', which is no file beside the model");
            }

            if (info.Length - length < offset)
            {
                throw Invalid(place, $"its data end behind the end of '{Printable.Name(location)}'");
            }

            using FileStream stream = info.OpenRead();
            stream.Seek(offset, SeekOrigin.Begin);
            byte[] bytes = new byte[length];
            stream.ReadExactly(bytes);
            return UnsafeByteOperations.UnsafeWrap(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException or OutOfMemoryException)
        {
            throw new ModelException(modelPath, place,
                $"'{Printable.Name(location)}' cannot be read ({exception.Message.TrimEnd('.')})",
                "Keep the data file beside the model", exception);
        }
    }

    // The path of a location, checked link by link.
    string Inside(string location, string place)
    {
        string[] parts = location.Split('/', '\\');
        if (Path.IsPathRooted(location) || location.Contains(':', StringComparison.Ordinal) || location.Contains('\0', StringComparison.Ordinal)
            || parts.Any(part => part is ".." or ""))
        {
            throw Invalid(place, $"its data lie in '{Printable.Name(location)}', outside of the model's folder");
        }

        string path = _folder;
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            if (IsLink(path, place))
            {
                throw Invalid(place, $"its data lie in '{Printable.Name(location)}', which is or passes a link");
            }
        }

        return path;
    }

    bool IsLink(string path, string place)
    {
        try
        {
            return new FileInfo(path).LinkTarget is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Invalid(place, $"its data cannot be found ({exception.Message.TrimEnd('.')})");
        }
    }

    static string? Entry(TensorProto tensor, string key) =>
        tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    long? Number(TensorProto tensor, string key, string place) => Entry(tensor, key) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Invalid(place, $"the {key} of its external data is '{Printable.Name(text)}'");

    ModelException Invalid(string place, string problem) => new(modelPath, place, problem,
        "Keep the data file beside the model, or embed it, in Python: onnx.save(onnx.load('model.onnx'), 'one-file.onnx')");
}
