using System.CommandLine;
using System.Diagnostics;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Sanafe;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Runs SANA-FE's networks on SANA-FE's architectures.</summary>
sealed class SanafeSource : IRunSource
{
    const int StandardTimesteps = 100;

    readonly Option<string?> _architecture = OptionKinds.Input("--arch", "SANA-FE: the architecture, its YAML or the flattened arch.json.");

    readonly Option<string> _time = new("--time")
    {
        Description = "SANA-FE: how time is modelled, 'simple' (busiest core) or 'detailed' (packets wait for links and cores).",
        HelpName = "MODEL",
        DefaultValueFactory = _ => "detailed",
    };

    readonly Option<string?> _traces = new("--trace")
    {
        Description = $"SANA-FE: what to write down per timestep, a list of {string.Join(", ", SanafeTraces.Kinds)}.",
        HelpName = "LIST",
    };

    readonly Option<string?> _folder = new("--trace-dir") { Description = "SANA-FE: folder for traces, as CSV. [default: traces]", HelpName = "DIR" };

    public SanafeSource()
    {
        _time.AcceptOnlyFromAmong("simple", "detailed");
        _traces.Validators.Add(result =>
        {
            foreach (string kind in SanafeTraces.Split(result.GetValueOrDefault<string?>()))
            {
                if (!SanafeTraces.Kinds.Contains(kind))
                {
                    result.AddError($"--trace: there is no trace '{kind}'; there are {string.Join(", ", SanafeTraces.Kinds)}.");
                }
            }
        });
    }

    public string Description => "SANA-FE's network (net.yaml, .net or network.json) with --arch FILE";

    public IReadOnlyList<Option> Options => [_architecture, _time, _traces, _folder];

    public bool Accepts(string network, ParseResult parse) => parse.GetValue(_architecture) is not null;

    public RunResult Run(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        try
        {
            return RunFiles(request, parse, progress, token);
        }
        catch (ChipException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    RunResult RunFiles(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        var phases = new PhaseClock(progress);
        phases.Begin("reading the architecture");
        var architecture = SanafeArchitecture.Load(parse.GetValue(_architecture)!);
        phases.Begin("reading the network");
        var network = SanafeNetwork.Load(request.Network, architecture, new BytesRead(phases, request.Network, token));
        token.ThrowIfCancellationRequested();
        phases.Begin("mapping");
        var program = SanafeProgram.Map(network, architecture, unchecked((ulong)request.Seed), new SynapsesMapped(phases, token));
        token.ThrowIfCancellationRequested();
        int timesteps = request.Timesteps ?? network.Timesteps ?? StandardTimesteps;
        if (timesteps > SanafeRun.MaxTimesteps)
        {
            throw new UserErrorException($"{request.Network}: steps: {timesteps} timesteps are too many; at most {SanafeRun.MaxTimesteps} run at once.");
        }

        double load = Stopwatch.GetElapsedTime(start).TotalSeconds;

        using SanafeTraces? traces = SanafeTraces.Open(parse.GetValue(_traces), parse.GetValue(_folder), network, program);
        SanafeTimeModel time = parse.GetRequiredValue(_time) == "simple" ? SanafeTimeModel.Simple : SanafeTimeModel.Detailed;
        phases.Begin("running timesteps");
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        start = Stopwatch.GetTimestamp();
        SanafeResult run = SanafeRun.Run(
            program,
            timesteps,
            new SanafeRunOptions { Time = time, Observer = traces, Progress = new Steps(phases, timesteps) },
            token);
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        traces?.Finish();
        if (run.Timesteps == 0)
        {
            throw new OperationCanceledException(token);
        }

        return new SanafeRunFacts(request, network, program, run)
        {
            Time = time,
            LoadSeconds = load,
            WallSeconds = wall,
            CpuSeconds = used,
            Phases = phases.End(),
            StandardTimesteps = request.Timesteps is null && network.Timesteps is null,
        }.Result();
    }

    sealed class Steps(PhaseClock phases, int total) : IProgress<int>
    {
        public void Report(int value) => phases.Report(value, total);
    }

    /// <summary>Shows how much of the file is read, and is where an interrupt takes effect.</summary>
    sealed class BytesRead(PhaseClock phases, string path, CancellationToken token) : IProgress<long>
    {
        readonly long _total = File.Exists(path) ? new FileInfo(path).Length : 0;

        public void Report(long value)
        {
            token.ThrowIfCancellationRequested();
            phases.Report(value, _total);
        }
    }

    sealed class SynapsesMapped(PhaseClock phases, CancellationToken token) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            token.ThrowIfCancellationRequested();
            phases.Report(value.Done, value.Total);
        }
    }
}
