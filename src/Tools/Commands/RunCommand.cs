using System.CommandLine;
using System.CommandLine.Parsing;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>run</c>: runs a spiking network of any kind that a source knows.</summary>
sealed class RunCommand : Command, IExampleCommand
{
    readonly IReadOnlyList<IRunSource> _sources;
    readonly Terminal _terminal;
    readonly Argument<string> _network;
    readonly Option<int?> _timesteps = OptionKinds.OptionalWhole("--timesteps", "Timesteps. [default: what the network says, else 100]", 1, 10_000_000);
    readonly Option<long> _seed = OptionKinds.Seed();
    readonly OutputOptions _output = new();
    readonly Option<string?> _report = OptionKinds.Output("--report", "Write the result as one HTML file that opens offline, with a raster of spikes where they are recorded.");

    /// <summary>The command.</summary>
    /// <param name="sources">The kinds of networks; the first that accepts one runs it.</param>
    /// <param name="terminal">Where results go.</param>
    public RunCommand(IReadOnlyList<IRunSource> sources, Terminal terminal)
        : base("run", "Runs a spiking network and reports its activity, energy and time.")
    {
        _sources = sources;
        _terminal = terminal;
        _network = new Argument<string>("NETWORK") { Description = $"One of: {Kinds}." };
        _network.Validators.Add(result =>
        {
            if (result.Tokens is [Token token] && token.Value.StartsWith('-') && !File.Exists(token.Value))
            {
                result.AddError($"'{token.Value}' is not an option of this command.");
            }
        });
        Arguments.Add(_network);
        Options.Add(_timesteps);
        Options.Add(_seed);
        foreach (Option option in sources.SelectMany(source => source.Options))
        {
            Options.Add(option);
        }

        _output.AddTo(this);
        Options.Add(_report);
        SetAction((parse, token) => Task.FromResult(Run(parse, token)));
    }

    IReadOnlyList<(string Line, string Comment)> IExampleCommand.Examples =>
    [
        ("neuromorphic run brunel --seconds 10 --threads 2", "a network of the field, ten seconds of biological time"),
        ("neuromorphic run brunel-stdp --seconds 5 --report stdp.html --checkpoint stdp.bin", "with a report, and to be gone on with by --resume stdp.bin"),
        ("neuromorphic run net.nmr --images x.npy --labels y.npy --chip loihi1", "a network that 'neuromorphic convert' wrote, priced on a chip"),
        ("neuromorphic run net.yaml --arch loihi.yaml --timesteps 1000", "SANA-FE's network on SANA-FE's architecture"),
        ("neuromorphic run network.json --arch arch.json --time simple --json -", "flattened files, the result as JSON on standard output"),
        ("neuromorphic run net.yaml --arch loihi.yaml --trace spikes,packets --trace-dir out", "with every spike and packet as CSV"),
    ];

    string Kinds => string.Join("; ", _sources.Select(source => source.Description));

    int Run(ParseResult parse, CancellationToken token)
    {
        string network = parse.GetRequiredValue(_network);
        IRunSource source = _sources.FirstOrDefault(source => source.Accepts(network, parse))
            ?? throw new UserErrorException($"'{network}' is nothing that can be run as it stands; what can: {Kinds}.");
        RunResult result;
        using (ProgressLine progress = _output.Progress(parse, _terminal))
        {
            result = source.Run(new RunRequest(network, parse.GetValue(_timesteps), parse.GetValue(_seed)), parse, progress, token);
        }

        _output.WriteJson(parse, _terminal, () => ResultJson.Write(result));
        bool tables = _output.ShowsTables(parse);
        if (tables)
        {
            new TerminalReport(_terminal.Out, _output.Colour(parse, _terminal), _terminal.Width).Write(result);
        }

        OutputOptions.WriteReport(parse, _terminal, parse.GetValue(_report), tables, reproduction => HtmlReport.Render(result, reproduction));

        return result.Partial ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
