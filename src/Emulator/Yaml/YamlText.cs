using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Yaml;

/// <summary>The text of a small YAML file that a user names.</summary>
static class YamlText
{
    /// <summary>Reads the whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">A larger file is not opened.</param>
    /// <param name="tooLarge">How large such a file may be, for the message.</param>
    /// <param name="unreadable">What to say in front of the system's own message.</param>
    /// <exception cref="ChipException">The file is too large or cannot be read.</exception>
    public static string Read(string path, long mostBytes, string tooLarge, string unreadable = "cannot be read")
    {
        try
        {
            long bytes = new FileInfo(path).Length;
            return bytes <= mostBytes
                ? File.ReadAllText(path)
                : throw new ChipException(path, 0, "", $"the file has {bytes} bytes; {tooLarge}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ChipException(path, 0, "", $"{unreadable}: {error.Message}");
        }
    }
}
