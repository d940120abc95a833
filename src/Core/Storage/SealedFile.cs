using System.Security.Cryptography;

namespace Neuromorphic.Core.Storage;

/// <summary>Binary files that end with the SHA-256 of everything before it, so that a truncated or damaged one is known for what it is.</summary>
static class SealedFile
{
    /// <summary>Bytes of the seal.</summary>
    public const int SealBytes = SHA256.HashSizeInBytes;

    /// <summary>What was written, and its seal.</summary>
    /// <param name="write">Writes the body.</param>
    public static byte[] Seal(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Whether the seal is that of what stands before it.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> bytes) => bytes.Length >= SealBytes
        && SHA256.HashData(bytes[..^SealBytes]).AsSpan().SequenceEqual(bytes[^SealBytes..]);

    /// <summary>Writes a file; an old one stays as it is until the new one is complete.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Replace(string path, byte[] bytes)
    {
        string temporary = path + ".part";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }
}
