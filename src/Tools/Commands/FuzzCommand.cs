using System.CommandLine;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>fuzz</c>: does every damaged copy of a model convert, or end in a clear error?</summary>
sealed class FuzzCommand : Command, IExampleCommand
{
    const int UsualCount = 10_000;

    readonly Terminal _terminal;
    readonly Argument<string?> _model = OptionKinds.Model("An intact model of at most 64 MiB.", required: true);
    readonly Option<int> _count = OptionKinds.Whole("--count", "Damaged copies to try.", 1, int.MaxValue, UsualCount);
    readonly Option<int> _seed = OptionKinds.Whole("--seed", "Seed of the damage.", 0, int.MaxValue, 1);
    readonly Option<string> _findings = new("--findings") { Description = "Folder for copies that neither convert nor are refused.", HelpName = "DIR", DefaultValueFactory = _ => "fuzz-findings" };
    readonly OutputOptions _output = new();

    /// <summary>The command.</summary>
    /// <param name="terminal">Where results go.</param>
    public FuzzCommand(Terminal terminal)
        : base("fuzz", "Damages copies of a model and checks that each converts or is refused with a clear error, within 10 s and 2 GiB; anything else is a finding, and the exit code 1.")
    {
        _terminal = terminal;
        Arguments.Add(_model);
        Options.Add(_count);
        Options.Add(_seed);
        Options.Add(_findings);
        _output.AddTo(this);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic fuzz net.onnx --count 100000 --seed 7", "a long search over damaged copies of a model"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        int count = parse.GetValue(_count);
        FuzzResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = Fuzzer.Run(parse.GetRequiredValue(_model)!, count, parse.GetValue(_seed), parse.GetRequiredValue(_findings), new Copies(progress, count), token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        if (_output.ShowsTables(parse))
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        return result.Findings.Count > 0 ? ExitCodes.CheckFailed : result.Partial ? ExitCodes.Interrupted : ExitCodes.Done;
    }

    sealed class Copies(ProgressLine line, int count) : IProgress<long>
    {
        public void Report(long value) => line.Report(new PipelineProgress("Trying damaged copies", value, count));
    }
}
