using Neuromorphic.Core;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>What is known of a population before its neurons are chosen, in real numbers. Channels last.</summary>
sealed record NeuronPlan
{
    /// <summary>The population's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its shape.</summary>
    public required Shape Shape { get; init; }

    /// <summary>The synapses that reach it.</summary>
    public required IReadOnlyList<Projection> Projections { get; init; }

    /// <summary>The function that its neurons stand for.</summary>
    public required ActivationFunction Function { get; init; }

    /// <summary>Per channel the activation that a spike in every timestep stands for; 0 for a channel that is never active.</summary>
    public required double[] FullScale { get; init; }

    /// <summary>Per channel what one integer unit of weights, biases and potentials stands for.</summary>
    public required double[] Step { get; init; }

    /// <summary>Bias per neuron, corrections included.</summary>
    public required double[] Bias { get; init; }

    /// <summary>Timesteps per sample.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Where potentials start.</summary>
    public required StartValue Start { get; init; }

    /// <summary>Turns real units into integers, or refuses the model.</summary>
    public required IntegerRange Integers { get; init; }
}
