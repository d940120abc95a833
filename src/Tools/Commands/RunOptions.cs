using System.CommandLine;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that say how a network is converted and run.</summary>
/// <param name="chip">The chip that is used without <c>--chip</c>.</param>
sealed class RunOptions(string chip = "loihi1")
{
    public Option<string> Chip { get; } = new("--chip")
    {
        Description = "A preset ('neuromorphic chips' lists them) or a specification FILE.yaml.",
        HelpName = "NAME",
        DefaultValueFactory = _ => chip,
    };

    public Option<int?> Timesteps { get; } = OptionKinds.OptionalWhole(
        "--timesteps", "Timesteps per inference, 1 to 65536. [default: 32, or the levels that quantised activations were trained with]", 1, 65536);

    public Option<string?> Method { get; } = new("--method")
    {
        Description = $"How activations become spikes: {string.Join("; ", SpikingMethod.All.Select(method => $"'{method.Name}' ({method.Description})"))}. "
            + "'multi:2' to 'multi:8' set the payload's bits. [default: if, or exact where it has no neurons for a function]",
        HelpName = "NAME",
    };

    public Option<int> WeightBits { get; } = OptionKinds.Whole("--weight-bits", "Bits per weight, sign included, 2 to 9; synapses store eight, and of nine, a weight beyond ±127 is two synapses.", 2, ConversionOptions.MostWeightBits, 8);

    public Option<ThresholdRule> Threshold { get; } = ThresholdOption.Create();

    public Option<long> Seed { get; } = OptionKinds.Seed();

    public Option<int?> Threads { get; } = OptionKinds.OptionalWhole("--threads", "Threads to use. [default: all processors]", 1, 4096);

    public void AddTo(Command command)
    {
        command.Options.Add(Chip);
        AddConversionTo(command);
        command.Options.Add(Threads);
    }

    /// <summary>Adds those that say how a network is converted, alone.</summary>
    public void AddConversionTo(Command command)
    {
        command.Options.Add(Timesteps);
        command.Options.Add(Method);
        command.Options.Add(WeightBits);
        command.Options.Add(Threshold);
        command.Options.Add(Seed);
    }

    /// <summary>A request with these options.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="model">The ONNX file; null for the embedded demo.</param>
    /// <param name="options">The options that say which data to run on.</param>
    public EstimateRequest Request(ParseResult parse, string? model, DataOptions options)
    {
        DataSelection data = options.Read(parse, model is not null);
        return new EstimateRequest
        {
            ModelPath = model,
            Images = data.Images,
            Labels = data.Labels,
            Calibration = data.Calibration,
            InputScale = data.InputScale,
            Samples = data.Samples,
            Chip = parse.GetValue(Chip) ?? chip,
            Timesteps = parse.GetValue(Timesteps),
            Method = parse.GetValue(Method),
            WeightBits = parse.GetValue(WeightBits),
            Threshold = parse.GetValue(Threshold) ?? new LeastErrorThreshold(),
            Seed = parse.GetValue(Seed),
            Threads = parse.GetValue(Threads) ?? Environment.ProcessorCount,
        };
    }
}
