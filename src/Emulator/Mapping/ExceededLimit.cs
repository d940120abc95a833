using System.Globalization;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>A limit that a network exceeds on a chip that runs it all the same (<see cref="BeyondLimits.Counted"/>).</summary>
/// <param name="Population">Where.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Needed">What the smallest possible part of the population needs; of weights, their bits.</param>
/// <param name="Available">What a core has.</param>
public sealed record ExceededLimit(string Population, CoreLimit Limit, long Needed, long Available)
{
    /// <summary>In words, such as "'fc1' needs 400 input axons, a core has 256".</summary>
    public override string ToString() => Limit == CoreLimit.WeightBits
        ? string.Create(CultureInfo.InvariantCulture, $"weights have {Needed} bits, a core stores {Available}")
        : string.Create(CultureInfo.InvariantCulture, $"'{Population}' needs {Needed} {NameOf(Limit)}, a core has {Available}");

    internal static string NameOf(CoreLimit limit) => limit switch
    {
        CoreLimit.Neurons => "neurons",
        CoreLimit.InputAxons => "input axons",
        CoreLimit.OutputAxons => "output axons",
        CoreLimit.SynapseMemory => "bits of synapse memory",
        CoreLimit.FanIn => "synapses per neuron",
        CoreLimit.Delay => "timesteps of delay",
        _ => "bits per weight",
    };
}
