using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping;

/// <summary>What the neurons of a population need wherever they are put: it does not depend on how the population is cut.</summary>
/// <param name="OutputAxons">Per neuron the number of cores that it sends to.</param>
/// <param name="FanIn">Per neuron the synapses that spikes reach it by, weights of zero not counted; null if the chip names no limit.</param>
/// <param name="Delay">The longest delay of a projection, in timesteps; 0 if no spikes reach the population.</param>
sealed record PopulationNeeds(int[] OutputAxons, int[]? FanIn, int Delay)
{
    /// <summary>The needs of a population on a chip.</summary>
    /// <param name="network">The network.</param>
    /// <param name="population">Any population but the input.</param>
    /// <param name="outputAxons">Per neuron the number of cores that it sends to.</param>
    /// <param name="limits">The limits of a core.</param>
    public static PopulationNeeds Of(SpikingNetwork network, Population population, int[] outputAxons, CoreLimits limits)
    {
        Projection[] spiking = [.. population.Projections.Where(projection => projection.Source.Spikes)];
        int delay = spiking.Select(projection => network.DepthOf(population) - network.DepthOf(projection.Source)).DefaultIfEmpty(0).Max();
        return new PopulationNeeds(outputAxons, limits.FanIn.IsKnown ? CountFanIn(population, spiking) : null, delay);
    }

    static int[] CountFanIn(Population population, Projection[] projections)
    {
        int[] fanIn = new int[population.Count];
        foreach (SynapseGroup synapses in projections.Select(projection => projection.Synapses))
        {
            int[] targets = new int[synapses.MaxFanOut];
            sbyte[] weights = new sbyte[synapses.MaxFanOut];
            for (int source = 0; source < synapses.Source.Count; source++)
            {
                int count = synapses.CopySynapses(source, targets, weights);
                foreach (int target in targets.AsSpan(0, count))
                {
                    fanIn[target]++;
                }
            }
        }

        return fanIn;
    }
}
