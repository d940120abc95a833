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

    /// <summary>Wall-clock time between looks at Ctrl-C and the progress line, about.</summary>
    const double StretchSeconds = 0.2;

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

    readonly Option<string?> _checkpoint = OptionKinds.Output("--checkpoint", "Recurrent networks: write the network's state at the end, to go on from with --resume.");

    readonly Option<string?> _resume = new("--resume") { Description = "Recurrent networks: go on from a checkpoint of the same network and seed, without a warm-up.", HelpName = "FILE" };

    public RecurrentSource() => _drive.AcceptOnlyFromAmong("dc", "poisson");

    public string Description => $"cuba, brunel, brunel-stdp or microcircuit; a network description (schema {RecurrentNetworkFile.Schema})";

    public IReadOnlyList<Option> Options => [_seconds, _warmUp, _neurons, _scale, _drive, _threads, _noBits, _checkpoint, _resume];

    public bool Accepts(string network, ParseResult parse) =>
        network is "cuba" or "brunel" or "brunel-stdp" or "microcircuit" || (File.Exists(network) && RecurrentNetworkFile.Matches(network));

    public RunResult Run(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        NetworkDescription network = Describe(request.Network, parse);
        long timesteps = request.Timesteps
            ?? (long)Math.Round((parse.GetValue(_seconds) ?? StandardSeconds) * 1000 / network.Timestep);
        long warmUp = (long)Math.Round((parse.GetValue(_warmUp) ?? WarmUpSeconds) * 1000 / network.Timestep);
        string? from = parse.GetValue(_resume);
        RecurrentCheckpoint? resume = from is null ? null : Load(from);
        var phases = new PhaseClock(progress);
        phases.Begin("connecting");
        try
        {
            using var simulator = new RecurrentSimulator(
                network,
                new RecurrentOptions
                {
                    Seed = unchecked((ulong)request.Seed),
                    Threads = parse.GetValue(_threads) ?? Math.Min(Environment.ProcessorCount, RecurrentSimulator.MostThreads),
                    AllowBitRows = !parse.GetValue(_noBits),
                },
                resume);
            token.ThrowIfCancellationRequested();
            if (resume is null)
            {
                phases.Begin("warming up");
                RunStretches(simulator, warmUp, record: false, phases, token);
                token.ThrowIfCancellationRequested();
            }

            phases.Begin("running");
            long events = simulator.SynapticEvents;
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            long ran = RunStretches(simulator, timesteps, record: true, phases, token);
            double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            if (parse.GetValue(_checkpoint) is string to)
            {
                phases.Begin("writing the checkpoint");
                Save(simulator, to);
            }

            return Result(request, simulator, ran, timesteps, simulator.SynapticEvents - events, wall, used, phases.End());
        }
        catch (CheckpointException e)
        {
            throw new UserErrorException($"{from}: this checkpoint cannot be resumed: {e.Message}.", e);
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

    static RecurrentCheckpoint Load(string path)
    {
        try
        {
            return RecurrentCheckpoint.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CheckpointException)
        {
            throw new UserErrorException($"{path}: this checkpoint cannot be read: {e.Message}.", e);
        }
    }

    static void Save(RecurrentSimulator simulator, string path)
    {
        try
        {
            simulator.Checkpoint().Save(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be written: {e.Message}", e);
        }
    }

    static long RunStretches(
        RecurrentSimulator simulator, long timesteps, bool record, PhaseClock phases, CancellationToken token)
    {
        const int FirstSteps = 32;
        long stretch = FirstSteps;
        long ran = 0;
        while (ran < timesteps && !token.IsCancellationRequested)
        {
            long steps = Math.Min(stretch, timesteps - ran);
            long start = Stopwatch.GetTimestamp();
            simulator.Run(steps, record);
            ran += steps;
            phases.Report(ran, timesteps);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            stretch = seconds < StretchSeconds / 2 ? stretch * 2 : seconds > StretchSeconds * 2 ? Math.Max(stretch / 2, 1) : stretch;
        }

        return ran;
    }

    static SpikeSample Sample(RecurrentSimulator simulator)
    {
        double step = simulator.Description.Timestep / 1000;
        ILookup<short, (int Step, short Population, int Neuron)> spikes = simulator.SampledSpikes.ToLookup(spike => spike.Population);
        return new SpikeSample(
            (simulator.Timesteps - simulator.RecordedTimesteps) * step,
            simulator.Timesteps * step,
            [
                .. simulator.Description.Populations.Select((population, p) => new PopulationSample(
                    population.Name,
                    Math.Min(population.Size, RecurrentSimulator.SampledNeurons),
                    [.. spikes[(short)p].Select(spike => (spike.Step * step, spike.Neuron))])),
            ]);
    }

    static RunResult Result(
        RunRequest request, RecurrentSimulator simulator, long ran, long asked, long events, double wall, double used, IReadOnlyList<PhaseSeconds> phases)
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
            Phases = phases,
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
                    simulator.RecordedTimesteps > 0 ? (double)population.Spikes / population.Neurons / simulator.RecordedTimesteps : 0,
                    population.IntervalVariation,
                    population.Correlation)),
            ],
            Encodings =
            [
                .. simulator.Encodings.Select(store => new SynapseStore(
                    store.Source, Lower(store.Receptor.ToString()), Lower(store.Encoding.ToString()), store.Synapses, store.Bytes)),
            ],
            NeuronFormats =
            [
                .. simulator.Formats.Select(neurons => new NeuronStore(neurons.Population, Lower(neurons.Format.ToString()), neurons.PotentialError)),
            ],
            Sample = Sample(simulator),
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
                simulator.Formats.Any(neurons => neurons.Format == NeuronFormat.ShortProducts)
                    ? "Membrane potentials and currents are integers of 27 bits, of which products see the upper 17 where that is proven to do; weights that vary have 15 bits; spikes do not depend on threads or instruction set."
                    : "Membrane potentials and currents are integers of 27 bits, weights that vary of 15 bits; spikes do not depend on threads or instruction set.",
                .. simulator.RecordedTimesteps > ran
                    ? [$"Went on from timestep {simulator.Timesteps - ran}: rates, intervals, correlations and the spike hash are of all {simulator.RecordedTimesteps} recorded timesteps."]
                    : Array.Empty<string>(),
                .. ran < asked ? ["Interrupted: rates and intervals are those of the time that ran."] : Array.Empty<string>(),
            ],
        };
    }

    static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
