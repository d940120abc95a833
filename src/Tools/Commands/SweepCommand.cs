using System.CommandLine;
using System.Globalization;
using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Pipeline.Sweep;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>sweep</c>: timesteps × weight bits × method × confidence × chip, and the points that no other beats.</summary>
sealed class SweepCommand : Command, IExampleCommand
{
    const string ToTheEnd = "none";

    readonly ISweeper _sweeper;
    readonly Terminal _terminal;
    readonly Argument<string?> _model = OptionKinds.Model("The trained network; without it the embedded demo with its own data.", required: false);
    readonly DataOptions _data = new();
    readonly Option<int[]> _timesteps = ListOptions.Wholes("--timesteps", "Timesteps per inference, 1 to 65536.", 1, 65536, 4, 8, 16, 32, 64);
    readonly Option<int[]> _weightBits = ListOptions.Wholes("--weight-bits", "Bits per weight, sign included, 2 to 9.", 2, 9, 4, 6, 8);
    readonly Option<string[]> _methods = ListOptions.Words(
        "--method", $"How activations become spikes: some of {string.Join(", ", SpikingMethod.All.Select(method => method.Name))}.", SpikingMethod.All[0].Name);

    readonly Option<string[]> _confidences = ListOptions.Words(
        "--until-confident", $"Probabilities from 0.5 to 0.9999: samples stop when a decision is right with that, learnt on the calibration samples; '{ToTheEnd}' lets them run to their end.", ToTheEnd);

    readonly Option<string> _rule = ConfidenceOptions.Rule();
    readonly Option<string[]> _chips = ListOptions.Words("--chip", "Presets ('neuromorphic chips' lists them) or specification files.", "loihi1");
    readonly Option<ThresholdRule> _threshold = ThresholdOption.Create();
    readonly Option<long> _seed = OptionKinds.Seed();
    readonly Option<int?> _threads = OptionKinds.OptionalWhole("--threads", "Threads to use. [default: all processors]", 1, 4096);
    readonly Option<string?> _journal = OptionKinds.Output("--journal", "Keep finished points in this file; the same command goes on where it was interrupted.");
    readonly Option<string?> _csv = OptionKinds.Output("--csv", "Write the points as comma-separated values; '-' is standard output.");
    readonly OutputOptions _output = new();
    readonly Option<string?> _report = OptionKinds.Output("--report", "Write the result as one HTML file that opens offline.");

    /// <summary>The command.</summary>
    /// <param name="sweeper">Does the work.</param>
    /// <param name="terminal">Where results go.</param>
    public SweepCommand(ISweeper sweeper, Terminal terminal)
        : base("sweep", "Runs a network for lists of timesteps, weight bits, methods, confidences and chips at once, and names the points that no other beats in accuracy, energy and time.")
    {
        _sweeper = sweeper;
        _terminal = terminal;
        Arguments.Add(_model);
        _data.AddTo(this);
        foreach (Option option in (Option[])[_timesteps, _weightBits, _methods, _confidences, _rule, _chips, _threshold, _seed, _threads, _journal, _csv])
        {
            Options.Add(option);
        }

        _output.AddTo(this);
        Options.Add(_report);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic sweep", "the embedded demo, 5 numbers of timesteps × 3 widths of weights"),
        ("neuromorphic sweep net.onnx --images x.npy --labels y.npy --calibration c.npy --until-confident none,0.95,0.99 --chip loihi1,loihi1-sanafe --journal net.journal --csv net.csv", "30 points more per width; after an interrupt the same command goes on"),
    ];

    int Run(ParseResult parse, CancellationToken token)
    {
        string? model = parse.GetValue(_model);
        SweepRequest request = Request(parse, model);
        SweepResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = _sweeper.Sweep(request, progress, token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        string? csv = parse.GetValue(_csv);
        if (csv == "-")
        {
            _terminal.Out.Write(SweepCsv.Write(result));
        }
        else if (csv is not null)
        {
            OutputFile.Write(csv, SweepCsv.Write(result));
        }

        bool tables = _output.ShowsTables(parse) && csv != "-";
        if (tables)
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        OutputOptions.WriteReport(parse, _terminal, parse.GetValue(_report), tables, reproduction => HtmlReport.Render(result, reproduction));

        return result.Partial ? ExitCodes.Interrupted : ExitCodes.Done;
    }

    SweepRequest Request(ParseResult parse, string? model)
    {
        if (parse.GetValue(_csv) == "-" && _output.JsonGoesToStandardOutput(parse))
        {
            throw new UserErrorException("--csv and --json cannot both go to standard output: name a file for one of them.");
        }

        DataSelection data = _data.Read(parse, model is not null);
        int[] timesteps = parse.GetRequiredValue(_timesteps);
        int[] bits = parse.GetRequiredValue(_weightBits);
        string[] methods = parse.GetRequiredValue(_methods);
        string[] chips = parse.GetRequiredValue(_chips);
        return new SweepRequest
        {
            Base = new EstimateRequest
            {
                ModelPath = model,
                Images = data.Images,
                Labels = data.Labels,
                Calibration = data.Calibration,
                InputScale = data.InputScale,
                Samples = data.Samples,
                Chip = chips[0],
                Timesteps = timesteps[0],
                Method = methods[0],
                WeightBits = bits[0],
                Threshold = parse.GetValue(_threshold) ?? new LeastErrorThreshold(),
                Seed = parse.GetValue(_seed),
                Threads = parse.GetValue(_threads) ?? Environment.ProcessorCount,
            },
            Timesteps = timesteps,
            WeightBits = bits,
            Methods = methods,
            Confidences = [.. parse.GetRequiredValue(_confidences).Select(Confidence)],
            Rule = Enum.Parse<ConfidenceRule>(parse.GetRequiredValue(_rule), ignoreCase: true),
            Chips = chips,
            Journal = parse.GetValue(_journal),
        };
    }

    static double? Confidence(string text) => text == ToTheEnd
        ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0.5 and <= 0.9999
            ? value
            : throw new UserErrorException($"--until-confident takes probabilities from 0.5 to 0.9999 or '{ToTheEnd}', with commas between, not '{text}'.");
}
