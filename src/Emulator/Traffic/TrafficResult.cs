namespace Neuromorphic.Emulator.Traffic;

/// <summary>What a simulation of the routers found.</summary>
/// <param name="Drain">When the last packet has arrived, from the start of the timestep: cycles, or seconds.</param>
/// <param name="MeanLatency">From a packet's turn at its core to its arrival, on average over arrivals; the same unit.</param>
/// <param name="Delivered">Arrivals at cores: a tree arrives once per destination.</param>
public readonly record struct TrafficResult(double Drain, double MeanLatency, long Delivered);
