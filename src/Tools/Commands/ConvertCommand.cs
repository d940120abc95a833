using System.CommandLine;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>convert</c>: writes the integer spiking network that <c>estimate</c> would run.</summary>
sealed class ConvertCommand : Command, IExampleCommand
{
    readonly Terminal _terminal;
    readonly Argument<string?> _model = OptionKinds.Model("The trained network; without it the embedded demo with its own data.", required: false);
    readonly Option<string?> _file = OptionKinds.Output("--output", "The file to write; 'neuromorphic run' runs it.");
    readonly DataOptions _data = new();
    readonly RunOptions _run = new();
    readonly OutputOptions _output = new();

    /// <summary>The command.</summary>
    /// <param name="terminal">Where results go.</param>
    public ConvertCommand(Terminal terminal)
        : base("convert", "Converts a trained network to spikes as estimate does, and writes the spiking network to a file that run runs without the model.")
    {
        _terminal = terminal;
        Arguments.Add(_model);
        _file.Required = true;
        Options.Add(_file);
        _data.AddTo(this);
        _run.AddConversionTo(this);
        _output.AddTo(this);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic convert --output digits.nmr", "the embedded demo"),
        ("neuromorphic convert net.onnx --images x.npy --calibration c.npy --method exact --timesteps 16 --output net.nmr", "a network of yours"),
        ("neuromorphic run net.nmr --images x.npy --labels y.npy", "runs it"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        string file = parse.GetValue(_file)!;
        if (file == "-")
        {
            throw new UserErrorException("--output: the network is binary and goes to a file, not to standard output; name one.");
        }

        EstimateRequest request = _run.Request(parse, parse.GetValue(_model), _data);
        ConvertResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = NetworkExporter.Convert(request, file, progress, token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        if (_output.ShowsTables(parse))
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        return ExitCodes.Done;
    }
}
