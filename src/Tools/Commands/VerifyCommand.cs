using System.CommandLine;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;
using Neuromorphic.Tools.Verification;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>verify</c>: proves or refutes what is claimed of a converted network.</summary>
sealed class VerifyCommand : Command, IExampleCommand
{
    readonly IVerifier _verifier;
    readonly Terminal _terminal;
    readonly Argument<string?> _model = OptionKinds.Model("The trained network; without it the embedded demo with its own data.", required: false);
    readonly DataOptions _data = new();
    readonly RunOptions _run = new(chip: "ideal");
    readonly OutputOptions _output = new();

    /// <summary>The command.</summary>
    /// <param name="verifier">Does the work.</param>
    /// <param name="terminal">Where results go.</param>
    public VerifyCommand(IVerifier verifier, Terminal terminal)
        : base("verify", $"Checks what is claimed of a converted network: no overflow, the same result on every instruction set and number of threads, fixed point inside its bound of float64, counts that agree. Runs {Verifier.UsualSamples} samples unless --samples says otherwise.")
    {
        _verifier = verifier;
        _terminal = terminal;
        Arguments.Add(_model);
        _data.AddTo(this);
        _run.AddTo(this);
        _output.AddTo(this);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic verify", "the embedded demo"),
        ("neuromorphic verify net.onnx --images x.npy --timesteps 16 --json -", "a network of yours, the result as JSON on standard output"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        VerifyResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = _verifier.Verify(_run.Request(parse, parse.GetValue(_model), _data), progress, token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        if (_output.ShowsTables(parse))
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        return result.Holds ? ExitCodes.Done : ExitCodes.CheckFailed;
    }
}
