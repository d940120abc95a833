namespace Neuromorphic.Core.Neurons;

/// <summary>Which neurons of one vector fired, and which had work to do: bit i is lane i.</summary>
/// <param name="Positive">Spikes of value +1, or with a payload.</param>
/// <param name="Driven">Neurons that something other than their own decay acted on; each model says what.</param>
/// <param name="Negative">Spikes of value −1, which only ternary neurons send.</param>
public readonly record struct SpikeBits(ulong Positive, ulong Driven, ulong Negative = 0);
