namespace Neuromorphic.Emulator.Mapping;

/// <summary>How long mapping took on this machine; differs from run to run.</summary>
/// <param name="Partition">Cutting populations into cores.</param>
/// <param name="Place">Finding the cores' places.</param>
/// <param name="Route">Planning the ways of spikes.</param>
public readonly record struct MappingSeconds(double Partition, double Place, double Route);
