using Neuromorphic.Emulator.Sanafe.Architectures;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>A core that holds neurons.</summary>
/// <param name="Index">Index on the chip.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Blocks">Its neurons, in the order of processing.</param>
/// <param name="IdleDendriteJoules">Energy per timestep of dendrites that are updated in every one, in J.</param>
sealed record UsedCore(int Index, CoreKind Kind, SomaBlock[] Blocks, double IdleDendriteJoules);
