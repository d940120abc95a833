using System.CommandLine;
using Neuromorphic.Tools.Rendering;

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

    /// <summary>Writes an HTML report, if the user wants one, and says where it is.</summary>
    /// <param name="parse">The command line, which the report tells how to repeat.</param>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="path">The file, or null.</param>
    /// <param name="announced">Whether tables go to standard output, and so may a line about the report.</param>
    /// <param name="html">Renders it.</param>
    public static void WriteReport(ParseResult parse, Terminal terminal, string? path, bool announced, Func<Reproduction, string> html)
    {
        if (path is null)
        {
            return;
        }

        OutputFile.Write(path, html(new Reproduction(CommandLineText.Of(parse), Reproduction.ThisVersion)));
        if (announced)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine($"Report: {path}");
        }
    }
}
