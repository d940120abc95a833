namespace Neuromorphic.Tools.Results;

/// <summary>The integer network with as many activation levels as the spiking network has timesteps.</summary>
/// <param name="Accuracy">Fraction of samples classified rightly; null without labels.</param>
/// <param name="ActivationBits">Bits per activation: ⌈log2(T+1)⌉.</param>
public sealed record QuantisedFacts(double? Accuracy, int ActivationBits);
