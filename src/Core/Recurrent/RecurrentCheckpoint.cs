using System.Security.Cryptography;
using Neuromorphic.Core.Storage;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// A running network as bytes: all that is not drawn again from the seed. Layout, little-endian: the mark "NMRCKPT2", the
/// fingerprint of network and seed (32 bytes), seed (8), shards (4), state, SHA-256 of everything before it.
/// </summary>
public sealed class RecurrentCheckpoint
{
    const int FingerprintBytes = SHA256.HashSizeInBytes;
    const int HeaderBytes = 8 + FingerprintBytes + sizeof(ulong) + sizeof(int);
    const int MostShards = 1 << 20;
    const long MostBytes = 1L << 31;

    static readonly byte[] Mark = "NMRCKPT2"u8.ToArray();

    readonly byte[] _bytes;

    RecurrentCheckpoint(byte[] bytes) => _bytes = bytes;

    /// <summary>The seed of the network.</summary>
    public ulong Seed => BitConverter.ToUInt64(_bytes, Mark.Length + FingerprintBytes);

    /// <summary>Parts into which the neurons are dealt out; a run goes on with as many, on any number of threads.</summary>
    public int Shards => BitConverter.ToInt32(_bytes, Mark.Length + FingerprintBytes + sizeof(ulong));

    internal ReadOnlySpan<byte> Fingerprint => _bytes.AsSpan(Mark.Length, FingerprintBytes);

    /// <summary>Reads a checkpoint; whether it belongs to a network is decided when it is resumed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">It is none, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RecurrentCheckpoint Load(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length < HeaderBytes + SealedFile.SealBytes || file.Length > MostBytes)
        {
            throw new CheckpointException($"{file.Length:N0} bytes are no checkpoint");
        }

        Span<byte> mark = stackalloc byte[8];
        file.ReadExactly(mark);
        if (!mark.SequenceEqual(Mark))
        {
            throw new CheckpointException("it does not start like a checkpoint of this version, whose arithmetic it would go on with; write one with --checkpoint");
        }

        byte[] bytes = new byte[file.Length];
        mark.CopyTo(bytes);
        file.ReadExactly(bytes, mark.Length, bytes.Length - mark.Length);
        if (!SealedFile.IsIntact(bytes))
        {
            throw new CheckpointException("it is damaged: its checksum differs");
        }

        var checkpoint = new RecurrentCheckpoint(bytes);
        return checkpoint.Shards is >= 1 and <= MostShards
            ? checkpoint
            : throw new CheckpointException($"{checkpoint.Shards} shards are out of range");
    }

    /// <summary>Writes the file; an old one stays as it is until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => SealedFile.Replace(path, _bytes);

    internal static RecurrentCheckpoint Of(byte[] fingerprint, ulong seed, int shards, Action<BinaryWriter> state) => new(SealedFile.Seal(writer =>
    {
        writer.Write(Mark);
        writer.Write(fingerprint);
        writer.Write(seed);
        writer.Write(shards);
        state(writer);
    }));

    internal CheckpointReader State() => new(_bytes.AsMemory(HeaderBytes, _bytes.Length - HeaderBytes - SealedFile.SealBytes));
}
