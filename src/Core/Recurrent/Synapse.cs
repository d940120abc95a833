namespace Neuromorphic.Core.Recurrent;

/// <summary>One synapse of a built network.</summary>
/// <param name="Projection">Number of its projection.</param>
/// <param name="Source">Number of the source in its population.</param>
/// <param name="Target">Number of the target in its population.</param>
/// <param name="Weight">Weight in the integer units of the target's receptor, before a table of rows rounds it to 15 bits.</param>
/// <param name="Delay">Delay in timesteps.</param>
public readonly record struct Synapse(int Projection, int Source, int Target, int Weight, int Delay)
{
    /// <summary>All synapses that a seed gives a network, target by target: what the simulator runs, as a list.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="NetworkDescriptionException">The description cannot be used.</exception>
    public static IEnumerable<Synapse> Of(NetworkDescription network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.Validate();
        return Enumerate(network, seed);
    }

    static IEnumerable<Synapse> Enumerate(NetworkDescription network, ulong seed)
    {
        var drawn = new TargetSynapses();
        for (int k = 0; k < network.Projections.Count; k++)
        {
            var plan = new ProjectionPlan(network, k, seed);
            for (int target = 0; target < network.Populations[plan.Target].Size; target++)
            {
                drawn.Clear();
                plan.Wiring.Draw(target, drawn);
                for (int j = 0; j < drawn.Count; j++)
                {
                    yield return new(k, drawn.Sources[j], target, plan.Weight(drawn.Draws[j]), plan.Delay(drawn.Draws[j]));
                }
            }
        }
    }
}
