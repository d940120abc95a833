namespace Neuromorphic.Tools.Results;

/// <summary>Energy of a run on a chip, in J.</summary>
/// <param name="TotalJoules">All parts.</param>
/// <param name="SynapseJoules">Synapses.</param>
/// <param name="DendriteJoules">Dendrites.</param>
/// <param name="NeuronJoules">Somas.</param>
/// <param name="NetworkJoules">Axons and hops.</param>
/// <param name="PerTimestep">The same per timestep.</param>
public sealed record RunEnergy(
    double TotalJoules, double SynapseJoules, double DendriteJoules, double NeuronJoules, double NetworkJoules, RunEnergyPerTimestep PerTimestep);

/// <summary>Energy of each timestep, in J.</summary>
/// <param name="TotalJoules">All parts.</param>
/// <param name="SynapseJoules">Synapses.</param>
/// <param name="DendriteJoules">Dendrites.</param>
/// <param name="NeuronJoules">Somas.</param>
/// <param name="NetworkJoules">Axons and hops.</param>
public sealed record RunEnergyPerTimestep(
    IReadOnlyList<double> TotalJoules,
    IReadOnlyList<double> SynapseJoules,
    IReadOnlyList<double> DendriteJoules,
    IReadOnlyList<double> NeuronJoules,
    IReadOnlyList<double> NetworkJoules);

/// <summary>Simulated time of a run on a chip.</summary>
/// <param name="Model">The time model.</param>
/// <param name="Seconds">All timesteps, in s.</param>
/// <param name="PerTimestepSeconds">Each timestep, in s.</param>
public sealed record RunTime(string Model, double Seconds, IReadOnlyList<double> PerTimestepSeconds);
