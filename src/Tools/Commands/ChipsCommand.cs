using System.CommandLine;
using System.CommandLine.Parsing;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>chips</c>: the presets, or one chip with the source and evidence of each number.</summary>
sealed class ChipsCommand : Command, IExampleCommand
{
    readonly IChipCatalogue _chips;
    readonly Terminal _terminal;
    readonly Argument<string?> _name = new("NAME")
    {
        Description = "A preset, or a specification FILE.yaml; without it all presets are listed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    readonly Option<bool> _yaml = new("--yaml") { Description = "Write the file of the preset NAME, to start a file of your own from." };
    readonly Option<bool> _schema = new("--schema") { Description = "Write the JSON schema of chip files, for editors and checkers." };
    readonly OutputOptions _output = new();

    /// <summary>The command.</summary>
    /// <param name="chips">Knows the chips.</param>
    /// <param name="terminal">Where results go.</param>
    public ChipsCommand(IChipCatalogue chips, Terminal terminal)
        : base("chips", "Lists the chip presets, or shows one with the source and evidence of each number.")
    {
        _chips = chips;
        _terminal = terminal;
        _name.Validators.Add(result =>
        {
            if (result.Tokens is [Token token] && token.Value.StartsWith('-'))
            {
                result.AddError($"'{token.Value}' is not an option of this command.");
            }
        });
        Arguments.Add(_name);
        Options.Add(_yaml);
        Options.Add(_schema);
        _output.AddTo(this);
        SetAction((parse, _) => Task.FromResult(Run(parse)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic chips", "the presets"),
        ("neuromorphic chips loihi1", "every number of one chip, with its source"),
        ("neuromorphic chips loihi1 --yaml > mine.yaml", "a file to change, for --chip mine.yaml"),
    ];

    int Run(ParseResult parse)
    {
        string? name = parse.GetValue(_name);
        if (parse.GetValue(_schema))
        {
            _terminal.Out.Write(_chips.Schema());
            return ExitCodes.Done;
        }

        if (parse.GetValue(_yaml))
        {
            _terminal.Out.Write(_chips.Yaml(name ?? throw new UserErrorException("--yaml needs a preset: neuromorphic chips NAME --yaml.")));
            return ExitCodes.Done;
        }

        TerminalReport tables = new(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width);
        if (name is null)
        {
            ChipListing listing = _chips.List();
            _output.WriteJson(parse, _terminal, () => ResultJson.Write(listing));
            if (_output.ShowsTables(parse))
            {
                tables.Write(listing);
            }
        }
        else
        {
            ChipDetail chip = _chips.Describe(name);
            _output.WriteJson(parse, _terminal, () => ResultJson.Write(chip));
            if (_output.ShowsTables(parse))
            {
                tables.Write(chip);
            }
        }

        return ExitCodes.Done;
    }
}
