using System.CommandLine;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>estimate</c>: converts, maps, runs on data, prices, and compares with conventional inference.</summary>
sealed class EstimateCommand : Command, IExampleCommand
{
    const string DemoReport = "neuromorphic-report.html";

    readonly IEstimator _estimator;
    readonly Terminal _terminal;
    readonly Argument<string?> _model = OptionKinds.Model("The trained network; without it the embedded demo with its own data.", required: false);
    readonly DataOptions _data = new();
    readonly RunOptions _run = new();
    readonly EnergyOptions _energy = new();
    readonly ConfidenceOptions _confidence = new();
    readonly OutputOptions _output = new();
    readonly TraceOptions _traces = new();
    readonly Option<FaultSetting[]> _faults = FaultOption.Create();
    readonly Option<string?> _faultList = OptionKinds.Input("--faults", $"Run again with the dead cores and links that a YAML file names (schema {FaultList.Schema}); routes go around them.");
    readonly Option<bool> _nocCheck = new("--noc-check") { Description = "Simulate the routers on the run's busiest timestep and show the error of the fast model." };
    readonly Option<string?> _report = OptionKinds.Output("--report", $"Write the result as one HTML file that opens offline. [default: {DemoReport} for the demo, else none]");

    /// <summary>The command.</summary>
    /// <param name="estimator">Does the work.</param>
    /// <param name="terminal">Where results go.</param>
    public EstimateCommand(IEstimator estimator, Terminal terminal)
        : base("estimate", "Converts a trained network to spikes, maps it on a chip, runs it on data, and compares accuracy, energy and time with conventional inference.")
    {
        _estimator = estimator;
        _terminal = terminal;
        Arguments.Add(_model);
        _data.AddTo(this);
        _run.AddTo(this);
        _energy.AddTo(this);
        _confidence.AddTo(this);
        Options.Add(_nocCheck);
        Options.Add(_faults);
        Options.Add(_faultList);
        _traces.AddTo(this);
        _output.AddTo(this);
        Options.Add(_report);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic estimate", "the embedded demo"),
        ("neuromorphic estimate net.onnx --images x.npy --labels y.npy --timesteps 16 --report net.html", "a network of yours, with a report to look at"),
        ("neuromorphic estimate net.onnx --images x.npy --labels y.npy --calibration c.npy --until-confident 0.99", "each sample stops when its decision is sure"),
        ("neuromorphic estimate net.onnx --images x.npy --chip loihi1 --json -", "the result as JSON on standard output"),
        ("neuromorphic estimate --fault drop=0.001,0.01,0.1 --fault bit-flips=0.001", "accuracy against the rate of faults"),
        ("neuromorphic estimate --noc-check --trace spikes,energy --trace-dir out", "with the routers simulated and traces as CSV"),
    ];

    IEnumerable<FaultSetting> Listed(ParseResult parse)
    {
        if (parse.GetValue(_faultList) is not string file)
        {
            return [];
        }

        try
        {
            return [new FaultSetting($"listed in {Path.GetFileName(file)}", [], FaultList.Load(file))];
        }
        catch (ChipException error)
        {
            throw new UserErrorException($"--faults: {error.Message}", error);
        }
    }

    int Run(ParseResult parse, CancellationToken token)
    {
        string? model = parse.GetValue(_model);
        string? report = parse.GetValue(_report) ?? (model is null ? DemoReport : null);
        EstimateRequest request = _run.Request(parse, model, _data) with
        {
            Conventions = _energy.Conventions(parse),
            Settings = _energy.Settings(parse),
            Confidence = _confidence.Request(parse),
            Traces = _traces.Read(parse),
            CheckNetwork = parse.GetValue(_nocCheck),
            Faults = [.. parse.GetValue(_faults) ?? [], .. Listed(parse)],
        };

        EstimateResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = _estimator.Estimate(request, progress, token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        bool tables = _output.ShowsTables(parse);
        if (tables)
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        OutputOptions.WriteReport(parse, _terminal, report, tables, reproduction => HtmlReport.Render(result, reproduction));

        return result.Partial ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
