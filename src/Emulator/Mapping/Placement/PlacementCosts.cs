namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>
/// What a placement costs, next to placements without a search. The unit is link traversals × spikes per timestep, if
/// every neuron fired at its expected rate; a crossing between chips counts as ten.
/// </summary>
/// <param name="Chosen">The placement that was chosen, with the delivery that the chip has, as all but one.</param>
/// <param name="RowMajor">Cores in the order of the network, row by row.</param>
/// <param name="Hilbert">Cores in the order of the network along Hilbert's curve.</param>
/// <param name="Spectral">The cheapest of the spectral layouts, before annealing; null if nothing was searched.</param>
/// <param name="Random">Cores anywhere.</param>
/// <param name="RandomUnicast">Cores anywhere, a packet per destination: the yardstick of the tables in docs/mapping.md.</param>
/// <param name="BusiestLink">Spikes over the busiest link with the chosen placement.</param>
/// <param name="BusiestLinkHilbert">The same along Hilbert's curve.</param>
public sealed record PlacementCosts(
    double Chosen, double RowMajor, double Hilbert, double? Spectral, double Random, double RandomUnicast, double BusiestLink, double BusiestLinkHilbert);
