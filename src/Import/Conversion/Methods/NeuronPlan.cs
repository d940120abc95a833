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

    /// <summary>Per neuron the channel that the function's parameters are taken from.</summary>
    public required Func<int, int> FunctionChannel { get; init; }

    /// <summary>Net counts up to full scale, at least 1.</summary>
    public required int Levels { get; init; }

    /// <summary>Whether these levels are those of the trained network.</summary>
    public required bool KeepsTrainedLevels { get; init; }

    /// <summary>Per channel the activation that the highest net count stands for; 0 for a channel that is never active.</summary>
    public required double[] FullScale { get; init; }

    /// <summary>Per channel the smallest and largest of what its neurons receive on calibration data, in units; null where that is not known.</summary>
    public (int Low, int High)[]? Received { get; init; }

    /// <summary>Per channel what one integer unit of weights, biases and potentials stands for.</summary>
    public required double[] Step { get; init; }

    /// <summary>Bias per neuron, corrections included.</summary>
    public required double[] Bias { get; init; }

    /// <summary>Timesteps per sample.</summary>
    public required int Timesteps { get; init; }

    /// <summary>Where potentials start.</summary>
    public required StartValue Start { get; init; }

    /// <summary>The activation that one net count per timestep stands for, before anything is rounded.</summary>
    public double AmplitudeOf(int channel) => FullScale[channel] * Timesteps / Levels;

    /// <summary>Turns real units into integers, or refuses the model.</summary>
    public required IntegerRange Integers { get; init; }
}
