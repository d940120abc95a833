namespace Neuromorphic.Tools.Results;

/// <summary>
/// What the placement of the cores costs, in link traversals × expected spikes (a crossing between chips counts as ten),
/// next to placements without a search.
/// </summary>
/// <param name="Annealed">The placement in use.</param>
/// <param name="Identity">Cores in the order of the network, row by row.</param>
/// <param name="Hilbert">Cores in that order along Hilbert's curve.</param>
/// <param name="Spectral">The cheapest spectral layout; null for a single core.</param>
/// <param name="Random">Cores anywhere.</param>
/// <param name="RandomUnicast">Cores anywhere, a packet per destination.</param>
/// <param name="BusiestLink">Spikes over the busiest link with the placement in use.</param>
/// <param name="BusiestLinkHilbert">The same along Hilbert's curve.</param>
public sealed record PlacementUse(
    double Annealed, double Identity, double Hilbert, double? Spectral, double Random, double RandomUnicast, double BusiestLink, double BusiestLinkHilbert);
