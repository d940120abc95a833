namespace Neuromorphic.Emulator.Mapping;

/// <summary>Neurons of one core whose spikes do the same: they reach the same cores with the same numbers of synapses.</summary>
/// <param name="Core">The core of the neurons; −1 for inputs, which live outside the chip.</param>
/// <param name="Route">The way of the spikes; null for inputs.</param>
/// <param name="Destinations">The cores reached, ascending.</param>
/// <param name="Synapses">Synapses on each of them.</param>
sealed record SpikeClass(int Core, Route? Route, int[] Destinations, int[] Synapses);
