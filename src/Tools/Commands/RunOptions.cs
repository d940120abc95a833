using System.CommandLine;
using Neuromorphic.Import.Conversion.Thresholds;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that say how a network is converted and run.</summary>
sealed class RunOptions
{
    public Option<string> Chip { get; } = new("--chip")
    {
        Description = "A preset ('neuromorphic chips' lists them) or a specification FILE.yaml.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "loihi1",
    };

    public Option<int> Timesteps { get; } = OptionKinds.Whole("--timesteps", "Timesteps per inference, 1 to 65536.", 1, 65536, 32);

    public Option<string> Method { get; } = new("--method")
    {
        Description = "How activations become spikes; 'if' is integrate-and-fire with soft reset.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "if",
    };

    public Option<int> WeightBits { get; } = OptionKinds.Whole("--weight-bits", "Bits per weight, sign included, 2 to 8.", 2, 8, 8);

    public Option<ThresholdRule> Threshold { get; } = ThresholdOption.Create();

    public Option<long> Seed { get; } = OptionKinds.Seed();

    public Option<int?> Threads { get; } = OptionKinds.OptionalWhole("--threads", "Threads to use. [default: all processors]", 1, 4096);

    public void AddTo(Command command)
    {
        command.Options.Add(Chip);
        command.Options.Add(Timesteps);
        command.Options.Add(Method);
        command.Options.Add(WeightBits);
        command.Options.Add(Threshold);
        command.Options.Add(Seed);
        command.Options.Add(Threads);
    }
}
