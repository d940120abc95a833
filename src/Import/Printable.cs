using System.Text;

namespace Neuromorphic.Import;

/// <summary>
/// Text from a model file made safe for a terminal. Names in a hostile file may hold line breaks, escape sequences or
/// megabytes of text; a message stays one readable line.
/// </summary>
static class Printable
{
    const int LongestLine = 1000;
    const int LongestName = 100;

    /// <summary>The text without control characters, cut to the length of a line.</summary>
    public static string Line(string text) => Clean(text, LongestLine);

    /// <summary>A name from the file without control characters, cut to a length that fits in a sentence.</summary>
    public static string Name(string text) => Clean(text, LongestName);

    static string Clean(string text, int longest)
    {
        StringBuilder line = new(Math.Min(text.Length, longest) + 1);
        foreach (char character in text)
        {
            if (line.Length == longest)
            {
                line.Append('…');
                break;
            }

            line.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        return line.ToString();
    }
}
