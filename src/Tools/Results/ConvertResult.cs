namespace Neuromorphic.Tools.Results;

/// <summary>What <c>convert</c> wrote; the JSON shape <c>neuromorphic.convert/1</c>.</summary>
public sealed record ConvertResult
{
    /// <summary>Names the shape.</summary>
    public string Schema { get; init; } = "neuromorphic.convert/1";

    /// <summary>The file that was written.</summary>
    public required string Output { get; init; }

    /// <summary>Its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>The trained network.</summary>
    public required ModelFacts Model { get; init; }

    /// <summary>How activations became spikes.</summary>
    public required string Method { get; init; }

    /// <summary>Timesteps per inference.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Bits per weight, sign included.</summary>
    public required int WeightBits { get; init; }

    /// <summary>Network input = stored value × this.</summary>
    public required double InputScale { get; init; }

    /// <summary>Neurons, the read-out's accumulators included.</summary>
    public required long Neurons { get; init; }

    /// <summary>Synapses, shared weights counted at every position.</summary>
    public required long Synapses { get; init; }

    /// <summary>The populations but the input, in order.</summary>
    public required IReadOnlyList<ConvertedPopulationFacts> Populations { get; init; }
}

/// <summary>A population that was written.</summary>
/// <param name="Name">Name.</param>
/// <param name="Neurons">Number of units.</param>
public sealed record ConvertedPopulationFacts(string Name, int Neurons);
