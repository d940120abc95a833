namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>A packet that a neuron sends when it fires: to one core, for all its synapses there.</summary>
/// <param name="Target">Index of the target among the used cores.</param>
/// <param name="Route">Index of the route.</param>
/// <param name="Events">Synapses that it reaches.</param>
/// <param name="ProcessingSeconds">Time that the target is busy with it.</param>
readonly record struct Packet(int Target, int Route, int Events, double ProcessingSeconds);

/// <summary>What a spike of a neuron costs, apart from its soma.</summary>
/// <param name="Packets">Packets.</param>
/// <param name="Events">Synaptic events.</param>
/// <param name="Hops">Hops of all packets.</param>
/// <param name="SynapseJoules">Energy of synapses.</param>
/// <param name="DendriteJoules">Energy of dendrites.</param>
/// <param name="NetworkJoules">Energy of axons and hops.</param>
readonly record struct SpikeCost(int Packets, int Events, int Hops, double SynapseJoules, double DendriteJoules, double NetworkJoules);

/// <summary>The way between two cores, along the columns first, then along the rows.</summary>
/// <param name="FirstLink">Where its links begin in the list of all routes.</param>
/// <param name="Hops">Hops; it has one link more, the injection at the source.</param>
/// <param name="Seconds">Time without any traffic.</param>
readonly record struct Route(int FirstLink, int Hops, double Seconds);
