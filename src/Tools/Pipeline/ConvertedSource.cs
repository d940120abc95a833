using System.CommandLine;
using System.Diagnostics;
using Neuromorphic.Core.Networks.Files;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Tools.Commands;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Runs networks that <c>convert</c> wrote, on images.</summary>
sealed class ConvertedSource : IRunSource
{
    /// <summary>Holds any network and has no prices: what a network runs on without <c>--chip</c>.</summary>
    const string NoChip = "ideal";

    readonly Option<string?> _images = OptionKinds.Input("--images", "Converted networks: samples, NPY of u1, i1, f4 or f8 in N,C,H,W or N,H,W or N,F.");
    readonly Option<string?> _labels = OptionKinds.Input("--labels", "Converted networks: the right class of each sample, NPY of integers.");
    readonly Option<int?> _samples = OptionKinds.OptionalWhole("--samples", "Converted networks: run only the first N samples.", 1, int.MaxValue);

    readonly Option<double?> _inputScale = OptionKinds.OptionalPositive(
        "--input-scale", "Converted networks: network input = stored value × S. [default: as converted for data stored alike, else 1/255 for u1 and 1 for others]");

    readonly Option<string?> _chip = new("--chip")
    {
        Description = "Converted networks: a preset ('neuromorphic chips' lists them) or a specification FILE.yaml to price the run on. [default: none]",
        HelpName = "NAME",
    };

    public string Description => "a network that 'neuromorphic convert' wrote, with --images X.npy";

    public IReadOnlyList<Option> Options => [_images, _labels, _samples, _inputScale, _chip];

    public bool Accepts(string network, ParseResult parse) => File.Exists(network) && SpikingNetworkFile.Matches(network);

    public RunResult Run(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        try
        {
            return RunFile(request, parse, progress, token);
        }
        catch (Exception error) when (error is NetworkFileException or MappingException or ChipException)
        {
            throw new UserErrorException(error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{request.Network} cannot be read: {error.Message}", error);
        }
    }

    RunResult RunFile(RunRequest request, ParseResult parse, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        var phases = new PhaseClock(progress);
        phases.Begin("reading the network");
        using SavedNetwork saved = SpikingNetworkFile.Load(request.Network);
        NetworkOrigin origin = saved.Origin;
        if (request.Timesteps is int asked && asked != origin.Timesteps)
        {
            throw new UserErrorException(
                $"{request.Network} was converted for {origin.Timesteps} timesteps and runs for no others; leave --timesteps out, or convert the model again with --timesteps {asked}.");
        }

        (ImageSet images, LabelSet? labels) = Data(request.Network, parse);
        labels?.RequireBelow(saved.Network.Readout.Count);
        bool alike = NetworkExporter.ElementName(images.Element) == origin.InputElement;
        double scale = parse.GetValue(_inputScale) ?? (alike ? origin.InputScale : images.DefaultScale);
        var inputs = new StoredInputs(images, scale, saved.Network.Input);
        token.ThrowIfCancellationRequested();
        phases.Begin("mapping");
        string? chip = parse.GetValue(_chip);
        ChipProgram program = ChipMapper.Map(
            saved.Network, ChipCatalogue.Load(chip ?? NoChip), origin.WeightBits, unchecked((ulong)request.Seed), new MappingOptions { Timesteps = origin.Timesteps });
        token.ThrowIfCancellationRequested();
        double load = Stopwatch.GetElapsedTime(start).TotalSeconds;

        phases.Begin("running samples");
        var tally = new SpikeTally(saved.Network);
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        start = Stopwatch.GetTimestamp();
        ChipRunResult run = ChipRun.Run(
            program,
            inputs,
            inputs.Count,
            origin.Timesteps,
            new ChipRunOptions
            {
                Threads = parse.GetValue<int?>("--threads") ?? Environment.ProcessorCount,
                Progress = new SampleProgress(progress, inputs.Count),
                Observe = tally.Add,
            },
            token);
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        if (run.SamplesDone == 0)
        {
            throw new OperationCanceledException(token);
        }

        return new ConvertedRunFacts(request, origin, run, tally)
        {
            Labels = labels,
            InputScale = scale,
            HasChip = chip is not null,
            LoadSeconds = load,
            WallSeconds = wall,
            CpuSeconds = used,
            Phases = phases.End(),
        }.Result();
    }

    (ImageSet Images, LabelSet? Labels) Data(string network, ParseResult parse)
    {
        string path = parse.GetValue(_images)
            ?? throw new UserErrorException($"{network} is a converted network and needs data to run on: give --images X.npy (and --labels Y.npy to learn the accuracy).");
        ImageSet images = NpyFile.ReadImages(path);
        LabelSet? labels = parse.GetValue(_labels) is string file ? NpyFile.ReadLabels(file) : null;
        labels?.RequireSameCount(images);
        int count = parse.GetValue(_samples) ?? images.Samples;
        return (images.Take(count), labels?.Take(count));
    }
}
