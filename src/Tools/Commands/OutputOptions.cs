using System.CommandLine;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that say where results go.</summary>
sealed class OutputOptions
{
    readonly Option<string?> _json = OptionKinds.Output("--json", "Write the result as JSON; '-' is standard output, and nothing else on it.");
    readonly Option<bool> _quiet = new("--quiet") { Description = "No tables and no progress." };
    readonly Option<bool> _noColor = new("--no-color") { Description = "No colours. NO_COLOR in the environment does the same." };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_quiet);
        command.Options.Add(_noColor);
    }

    /// <summary>Whether JSON goes to standard output, so that nothing else may.</summary>
    public bool JsonGoesToStandardOutput(ParseResult parse) => parse.GetValue(_json) == "-";

    /// <summary>Whether tables go to standard output.</summary>
    public bool ShowsTables(ParseResult parse) => !parse.GetValue(_quiet) && parse.GetValue(_json) != "-";

    /// <summary>Whether tables may have colours.</summary>
    public bool Colour(ParseResult parse, Terminal terminal) => terminal.Colour && !parse.GetValue(_noColor);

    /// <summary>A progress line, or one that shows nothing.</summary>
    public ProgressLine Progress(ParseResult parse, Terminal terminal) =>
        new(terminal.ShowsProgress && !parse.GetValue(_quiet) ? terminal.Error : null);

    /// <summary>Writes the JSON where the user wants it, if at all.</summary>
    public void WriteJson(ParseResult parse, Terminal terminal, Func<string> json)
    {
        switch (parse.GetValue(_json))
        {
            case null:
                break;
            case "-":
                terminal.Out.Write(json());
                break;
            case string path:
                OutputFile.Write(path, json());
                break;
        }
    }
}
