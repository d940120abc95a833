using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Neuromorphic.Core.Recurrent;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.NetworkFiles;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Runs recurrent networks: those that the field measures simulators on, by name, and descriptions from files.</summary>
sealed class RecurrentSource : IRunSource
{
    const double StandardSeconds = 1;
    const double WarmUpSeconds = 0.5;
    const int MostNeurons = 10_000_000;

    /// <summary>Biological time between looks at Ctrl-C and the progress line.</summary>
    const double StretchSeconds = 0.1;

    readonly Option<double?> _seconds = OptionKinds.OptionalPositive(
        "--seconds", $"Recurrent networks: biological time in s, behind a warm-up of {WarmUpSeconds} s. [default: {StandardSeconds}]");

    readonly Option<double?> _warmUp = OptionKinds.OptionalPositive("--warm-up", "Recurrent networks: biological time in s that is not recorded. [default: 0.5]");

    readonly Option<int?> _neurons = OptionKinds.OptionalWhole(
        "--neurons", "cuba, brunel, brunel-stdp: neurons. [default: 4000, 12500, 12500]", 100, MostNeurons);

    readonly Option<double?> _scale = OptionKinds.OptionalPositive("--scale", "microcircuit: share of its neurons and in-degrees, at most 1. [default: 1]");

    readonly Option<string> _drive = new("--drive")
    {
        Description = "microcircuit: what drives it, 'dc' (direct current) or 'poisson'.",
        HelpName = "KIND",
        DefaultValueFactory = _ => "dc",
    };

    readonly Option<int?> _threads = OptionKinds.OptionalWhole("--threads", "Threads to use. [default: all processors]", 1, 256);

    readonly Option<bool> _noBits = new("--no-bit-rows") { Description = "Recurrent networks: never store synapses as rows of bits." };

    public RecurrentSource() => _drive.AcceptOnlyFromAmong("dc", "poisson");

    public string Description => $"cuba, brunel, brunel-stdp or microcircuit; a network description (schema {RecurrentNetworkFile.Schema})";

    public IReadOnlyList<Option> Options => [_seconds, _warmUp, _neurons, _scale, _drive, _threads, _noBits];

    public bool Accepts(string network, ParseResult parse) =>
        network is "cuba" or "brunel" or "brunel-stdp" or "microcircuit" || (File.Exists(network) && RecurrentNetworkFile.Matches(network));

    public RunResult Run(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        NetworkDescription network = Describe(request.Network, parse);
        long timesteps = request.Timesteps
            ?? (long)Math.Round((parse.GetValue(_seconds) ?? StandardSeconds) * 1000 / network.Timestep);
        long warmUp = (long)Math.Round((parse.GetValue(_warmUp) ?? WarmUpSeconds) * 1000 / network.Timestep);
        progress.Report(new PipelineProgress("connecting", 0, 0));
        try
        {
            using var simulator = new RecurrentSimulator(network, new RecurrentOptions
            {
                Seed = unchecked((ulong)request.Seed),
                Threads = parse.GetValue(_threads) ?? Environment.ProcessorCount,
                AllowBitRows = !parse.GetValue(_noBits),
            });
            token.ThrowIfCancellationRequested();
            RunStretches(simulator, warmUp, record: false, progress, token);
            token.ThrowIfCancellationRequested();
            long events = simulator.SynapticEvents;
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            long ran = RunStretches(simulator, timesteps, record: true, progress, token);
            double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            return Result(request, simulator, ran, timesteps, simulator.SynapticEvents - events, wall, used);
        }
        catch (NetworkDescriptionException e)
        {
            throw new UserErrorException($"{request.Network}: {e.Message}", e);
        }
    }

    NetworkDescription Describe(string network, ParseResult parse)
    {
        double scale = parse.GetValue(_scale) ?? 1;
        if (scale > 1)
        {
            throw new UserErrorException($"--scale takes a number above 0, at most 1, not {scale.ToString(CultureInfo.InvariantCulture)}.");
        }

        try
        {
            return network switch
            {
                "cuba" => StandardNetworks.Cuba(parse.GetValue(_neurons) ?? 4000),
                "brunel" => StandardNetworks.Brunel(parse.GetValue(_neurons) ?? 12_500),
                "brunel-stdp" => StandardNetworks.Brunel(parse.GetValue(_neurons) ?? 12_500, plastic: true),
                "microcircuit" => StandardNetworks.Microcircuit(parse.GetRequiredValue(_drive) == "poisson", scale),
                _ => RecurrentNetworkFile.Load(network),
            };
        }
        catch (ChipException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    static long RunStretches(
        RecurrentSimulator simulator, long timesteps, bool record, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        long stretch = Math.Max(1, (long)(StretchSeconds * 1000 / simulator.Description.Timestep));
        long ran = 0;
        while (ran < timesteps && !token.IsCancellationRequested)
        {
            long steps = Math.Min(stretch, timesteps - ran);
            simulator.Run(steps, record);
            ran += steps;
            progress.Report(new PipelineProgress(
                record ? "running" : "warming up", (int)(ran * 1000 / timesteps), 1000));
        }

        return ran;
    }

    static RunResult Result(
        RunRequest request, RecurrentSimulator simulator, long ran, long asked, long events, double wall, double used)
    {
        double seconds = ran * simulator.Description.Timestep / 1000;
        return new RunResult
        {
            Partial = ran < asked,
            Seed = request.Seed,
            Network = simulator.Description.Name,
            Neurons = simulator.Description.Neurons,
            Synapses = simulator.Synapses,
            Timesteps = ran,
            BiologicalSeconds = seconds,
            LoadSeconds = simulator.BuildSeconds,
            WallSeconds = wall,
            CpuSeconds = used,
            RealTimeFactor = seconds > 0 ? wall / seconds : null,
            SynapticEvents = events,
            SynapticEventsPerSecond = wall > 0 ? events / wall : 0,
            TimestepsPerCpuSecond = used > 0 ? ran / used : 0,
            PeakBytes = PeakMemory.Bytes(),
            BytesPerSynapse = simulator.Synapses > 0 ? (double)simulator.SynapseBytes / simulator.Synapses : 0,
            SpikeHash = simulator.SpikeHash.ToString("x16", CultureInfo.InvariantCulture),
            Populations =
            [
                .. simulator.Statistics().Select(population => new PopulationActivity(
                    population.Name,
                    population.Neurons,
                    population.Rate,
                    ran > 0 ? (double)population.Spikes / population.Neurons / ran : 0,
                    population.IntervalVariation,
                    population.Correlation)),
            ],
            Encodings =
            [
                .. simulator.Encodings.Select(store => new SynapseStore(
                    store.Source, Lower(store.Receptor.ToString()), Lower(store.Encoding.ToString()), store.Synapses, store.Bytes)),
            ],
            PlasticWeights =
            [
                .. simulator.Description.Projections.Select((projection, k) => (projection, weights: simulator.PlasticWeights(k)))
                    .Where(one => one.weights is not null)
                    .Select(one => new PlasticWeights(
                        one.projection.Source,
                        one.projection.Target,
                        one.projection.Receptor == Receptor.Potential ? "mV" : "pA",
                        one.weights!.Value.Mean,
                        one.weights.Value.Deviation)),
            ],
            Notes =
            [
                "Membrane potentials and currents are integers of 27 bits, weights that vary of 16 bits; spikes do not depend on threads or instruction set.",
                .. ran < asked ? ["Interrupted: rates and intervals are those of the time that ran."] : Array.Empty<string>(),
            ],
        };
    }

    static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
