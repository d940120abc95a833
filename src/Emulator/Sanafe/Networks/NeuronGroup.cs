namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Neurons that have a name together.</summary>
/// <param name="Name">Name.</param>
/// <param name="First">Index of its first neuron in the network.</param>
/// <param name="Count">How many there are.</param>
readonly record struct NeuronGroup(string Name, int First, int Count);
