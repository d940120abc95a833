using System.CommandLine;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>inspect</c>: what is in a model, and what of it converts.</summary>
sealed class InspectCommand : Command, IExampleCommand
{
    readonly IInspector _inspector;
    readonly Terminal _terminal;
    readonly Argument<string?> _model = OptionKinds.Model("The trained network.", required: true);
    readonly OutputOptions _output = new();

    /// <summary>The command.</summary>
    /// <param name="inspector">Does the work.</param>
    /// <param name="terminal">Where results go.</param>
    public InspectCommand(IInspector inspector, Terminal terminal)
        : base("inspect", "Shows a model's graph, shapes, operations and parameters, and what converts and what does not, with reasons.")
    {
        _inspector = inspector;
        _terminal = terminal;
        Arguments.Add(_model);
        _output.AddTo(this);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic inspect net.onnx", "layers and coverage as tables"),
        ("neuromorphic inspect net.onnx --json net.json", "the same as JSON in a file"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        InspectResult result = _inspector.Inspect(parse.GetRequiredValue(_model)!, token);
        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        if (_output.ShowsTables(parse))
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        return ExitCodes.Done;
    }
}
