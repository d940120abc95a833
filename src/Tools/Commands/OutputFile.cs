using System.Text;

namespace Neuromorphic.Tools.Commands;

/// <summary>Writes a file that the user asked for.</summary>
static class OutputFile
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text, Utf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UserErrorException($"{path} cannot be written: {exception.Message}", exception);
        }
    }
}
