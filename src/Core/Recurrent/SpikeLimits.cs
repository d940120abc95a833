using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// What spikes of the network ever come to in the states of a population: for every source population and receptor the
/// largest sum of weights that end at a neuron, and how often a source can fire at most.
/// </summary>
sealed class SpikeLimits(ShardLayout layout, PopulationPlan[] populations)
{
    readonly Dictionary<(int Source, Receptor Receptor, int Target), long> _largest = [];
    readonly HashSet<(Receptor Receptor, int Target)> _falling = [];

    /// <summary>Takes the sums of the synapses from a population to a receptor in a shard.</summary>
    /// <param name="synapses">Their projections.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="sums">Sums of magnitudes per neuron.</param>
    public void Add(IReadOnlyList<ProjectionPlan> synapses, int shard, InputBound sums)
    {
        (int source, Receptor receptor) = (synapses[0].Source, synapses[0].Receptor);
        foreach (ProjectionPlan negative in synapses.Where(plan => plan.LeastWeight < 0))
        {
            _falling.Add((receptor, negative.Target));
        }

        for (int target = 0; target < populations.Length; target++)
        {
            (int, Receptor, int) key = (source, receptor, target);
            long largest = sums.Largest(
                receptor, layout.LocalFirst(shard, target) * SpikeMask.BitsPerWord, layout.LocalBlocks(shard, target) * SpikeMask.BitsPerWord);
            _largest[key] = Math.Max(largest, _largest.GetValueOrDefault(key));
        }
    }

    /// <summary>Chooses the number format of every population.</summary>
    /// <param name="allowShort">Whether short products are to be considered.</param>
    public void ChooseProducts(bool allowShort)
    {
        for (int target = 0; target < populations.Length; target++)
        {
            double[] spikes = new double[Enum.GetValues<Receptor>().Length];
            foreach (((int source, Receptor receptor, int to), long largest) in _largest)
            {
                if (to == target && largest > 0)
                {
                    int interval = populations[source].Design.Parameters.RefractorySteps + 1;
                    spikes[(int)receptor] += largest / (1 - Math.Pow(1 - populations[target].Loss(receptor), interval));
                }
            }

            populations[target].ChooseProducts(allowShort, spikes, [.. Enum.GetValues<Receptor>().Select(receptor => _falling.Contains((receptor, target)))]);
        }
    }
}
