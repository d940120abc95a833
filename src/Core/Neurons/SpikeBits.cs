namespace Neuromorphic.Core.Neurons;

/// <summary>Which neurons of one vector fired: bit i is lane i.</summary>
/// <param name="Positive">Spikes of value +1, or with a payload.</param>
/// <param name="Negative">Spikes of value −1, which only ternary neurons send.</param>
public readonly record struct SpikeBits(ulong Positive, ulong Negative = 0);
