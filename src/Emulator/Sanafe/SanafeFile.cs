using System.Text;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>Reads files of bounded size.</summary>
static class SanafeFile
{
    /// <summary>Largest architecture that is read.</summary>
    public const long MaxArchitectureBytes = 64L << 20;

    /// <summary>Largest network that is read.</summary>
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

    public static byte[] ReadBytes(string path, long maxBytes)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= maxBytes
                ? File.ReadAllBytes(path)
                : throw new ChipException(path, 0, "", $"the file has {length} bytes; at most {maxBytes} are read");
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
