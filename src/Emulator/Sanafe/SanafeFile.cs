using System.Text;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>Reads files of bounded size.</summary>
static class SanafeFile
{
    /// <summary>Largest architecture that is read.</summary>
    public const long MaxArchitectureBytes = 64L << 20;

    /// <summary>Largest network that is read whole; a netlist is read line by line and may be larger.</summary>
    public const long MaxNetworkBytes = 1L << 30;

    public static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    public static string ReadText(string path, long maxBytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutMark(ReadBytes(path, maxBytes)));
        }
        catch (DecoderFallbackException error)
        {
            throw new ChipException(path, 0, "", $"not UTF-8 text: {error.Message}");
        }
    }

    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Largest file that is read.</param>
    /// <param name="instead">How a larger one can be used; empty if there is no way.</param>
    public static byte[] ReadBytes(string path, long maxBytes, string instead = "") => Guard(path, () =>
    {
        long length = new FileInfo(path).Length;
        return length <= maxBytes
            ? File.ReadAllBytes(path)
            : throw new ChipException(path, 0, "", $"the file has {length} bytes; at most {maxBytes} are read{instead}");
    });

    /// <summary>Reads a file as a stream.</summary>
    /// <exception cref="ChipException">The file cannot be read.</exception>
    public static T Read<T>(string path, Func<Stream, T> read) => Guard(path, () =>
    {
        using FileStream stream = File.OpenRead(path);
        return read(stream);
    });

    static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ChipException(path, 0, "", $"cannot be read: {error.Message}");
        }
    }

    /// <summary>The text without a byte-order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
