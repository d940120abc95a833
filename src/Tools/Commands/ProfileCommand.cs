using System.CommandLine;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>profile</c>: this machine's limits, and the kernels measured against them.</summary>
sealed class ProfileCommand : Command, IExampleCommand
{
    readonly IProfiler _profiler;
    readonly Terminal _terminal;
    readonly OutputOptions _output = new();
    readonly Option<bool> _quick = new("--quick") { Description = "Short measurements, in caches only." };
    readonly Option<string?> _report = OptionKinds.Output("--report", "Write the result as one HTML file that opens offline.");
    readonly Option<string?> _kernel = new("--kernel") { Description = "Measure only the kernels whose names contain this.", HelpName = "TEXT" };

    /// <summary>The command.</summary>
    /// <param name="profiler">Does the work.</param>
    /// <param name="terminal">Where results go.</param>
    public ProfileCommand(IProfiler profiler, Terminal terminal)
        : base("profile", "Measures how fast this machine moves bytes in L1, L2, L3 and memory, and each kernel on each instruction set against that.")
    {
        _profiler = profiler;
        _terminal = terminal;
        _kernel.Validators.Add(result =>
        {
            string? text = result.GetValueOrDefault<string?>();
            if (text is not null && !profiler.Kernels.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                result.AddError($"--kernel: no kernel's name contains '{text}'; there are {string.Join("; ", profiler.Kernels)}.");
            }
        });
        Options.Add(_quick);
        Options.Add(_kernel);
        _output.AddTo(this);
        Options.Add(_report);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic profile --quick", "a first look in a few seconds"),
        ("neuromorphic profile --kernel leaky --json -", "one family of kernels at every level, as JSON"),
        ("neuromorphic profile --report kernels.html", "everything, with a chart"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        ProfileResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = _profiler.Profile(parse.GetValue(_kernel), parse.GetValue(_quick), progress, token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        bool tables = _output.ShowsTables(parse);
        if (tables)
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        OutputOptions.WriteReport(parse, _terminal, parse.GetValue(_report), tables, reproduction => HtmlReport.Render(result, reproduction));

        return ExitCodes.Done;
    }
}
