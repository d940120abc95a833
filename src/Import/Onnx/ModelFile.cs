using System.Runtime.InteropServices;
using Google.Protobuf;
using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Onnx;

/// <summary>Reads a model's bytes and their protobuf form, both within bounds.</summary>
static class ModelFile
{
    /// <summary>Protobuf itself, and arrays of bytes, end at 2 GiB.</summary>
    const long LargestFile = 0x7FFF_FFC7;

    // Our schema nests six deep; what nests deeper is not ONNX or not read.
    const int DeepestNesting = 32;

    /// <summary>The bytes of a file. Throws <see cref="ModelException"/> when it cannot be read.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            FileInfo info = new(path);
            if (!info.Exists)
            {
                string problem = Directory.Exists(path) ? "is a folder" : "there is no such file";
                throw new ModelException(path, null, problem, "Give the path of an .onnx file");
            }

            // Pipes and devices have no length and may never end.
            if (info.Length == 0)
            {
                throw new ModelException(path, null, "the file is empty", "Export the model again");
            }

            if (info.Length > LargestFile)
            {
                throw new ModelException(path, null, "the file is larger than 2 GiB", "Use a smaller model");
            }

            using FileStream stream = info.OpenRead();
            byte[] bytes = new byte[info.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException or OutOfMemoryException or System.Security.SecurityException)
        {
            throw new ModelException(path, null, $"cannot be read ({exception.Message.TrimEnd('.')})",
                "Check the path and its permissions", exception);
        }
    }

    /// <summary>Parses a model. Throws <see cref="ModelException"/> when the bytes are not one.</summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="keepUnknown">Whether fields that the schema does not know are kept, for writing the model back.</param>
    public static ModelProto Parse(ReadOnlyMemory<byte> bytes, string file, bool keepUnknown)
    {
        if (bytes.IsEmpty)
        {
            throw new ModelException(file, null, "the file is empty", "Export the model again");
        }

        if (WireScan.Problem(bytes.Span) is { } problem)
        {
            throw new ModelException(file, null, $"is not a readable ONNX model: {problem}",
                "Check that it is a complete .onnx file and export it again");
        }

        try
        {
            // A model may have gigabytes; it is copied only where it does not lie in an array.
            ArraySegment<byte> array = MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> segment)
                ? segment
                : new ArraySegment<byte>(bytes.ToArray());
            using MemoryStream stream = new(array.Array!, array.Offset, array.Count, writable: false);
            CodedInputStream input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, DeepestNesting);
            return ModelProto.Parser.WithDiscardUnknownFields(!keepUnknown).ParseFrom(input);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ModelException(file, null, "is not a readable ONNX model: its protobuf is damaged",
                "Check that it is a complete .onnx file and export it again", exception);
        }
        catch (OutOfMemoryException exception)
        {
            throw new ModelException(file, null, "does not fit into memory", "Use a smaller model", exception);
        }
    }
}
