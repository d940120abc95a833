namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>A synapse as a file describes it.</summary>
/// <param name="Source">Index of the neuron that sends.</param>
/// <param name="Target">Index of the neuron that receives.</param>
/// <param name="Weight">What is added to the target's input.</param>
readonly record struct Edge(int Source, int Target, double Weight);
