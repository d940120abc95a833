using System.CommandLine;

namespace Neuromorphic.Tools.Commands;

/// <summary>Writes a command line down so that a shell reads it back.</summary>
static class CommandLineText
{
    public static string Of(ParseResult parse) =>
        string.Join(' ', parse.Tokens.Select(token => Quote(token.Value)).Prepend("neuromorphic"));

    static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
