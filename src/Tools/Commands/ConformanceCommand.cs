using System.CommandLine;
using System.CommandLine.Parsing;
using Neuromorphic.Tools.Conformance;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>conformance</c>: runs recorded cases of emulators and chips and says which ones come out the same.</summary>
sealed class ConformanceCommand : Command, IExampleCommand
{
    readonly IConformanceSuite _suite;
    readonly Terminal _terminal;
    readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Case files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly OutputOptions _output = new();

    /// <summary>The command.</summary>
    /// <param name="suite">Does the work.</param>
    /// <param name="terminal">Where results go.</param>
    public ConformanceCommand(IConformanceSuite suite, Terminal terminal)
        : base("conformance", "Runs recorded cases of chips' emulators on every instruction set and says which pass, and where the others differ first.")
    {
        _suite = suite;
        _terminal = terminal;
        _paths.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                if (!File.Exists(token.Value) && !Directory.Exists(token.Value))
                {
                    result.AddError(token.Value.StartsWith('-')
                        ? $"'{token.Value}' is not an option of this command."
                        : $"PATH: there is no file or folder '{token.Value}'.");
                    break;
                }
            }
        });
        Arguments.Add(_paths);
        _output.AddTo(this);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic conformance vectors", "every case in a folder"),
        ("neuromorphic conformance lif_lava_d01.json --json -", "one case, the result as JSON on standard output"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        ConformanceResult result = _suite.Run(parse.GetRequiredValue(_paths), token);
        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        if (_output.ShowsTables(parse))
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        return result.Failed > 0 ? ExitCodes.CheckFailed : ExitCodes.Done;
    }
}
