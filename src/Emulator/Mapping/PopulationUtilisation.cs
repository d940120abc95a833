using Neuromorphic.Core.Networks;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>How a population uses its cores.</summary>
/// <param name="Population">The population.</param>
/// <param name="FirstCore">Its first core; its cores have consecutive numbers.</param>
/// <param name="Cores">Number of cores.</param>
/// <param name="Depth">Populations on the longest path from the input to it, itself counted: it starts at timestep depth − 1.</param>
/// <param name="BindingLimit">The limit that its fullest core is closest to; null on a chip without limits.</param>
/// <param name="BindingFraction">How much of that limit the core uses, 0 to 1.</param>
public sealed record PopulationUtilisation(
    Population Population, int FirstCore, int Cores, int Depth, CoreLimit? BindingLimit, double BindingFraction);
