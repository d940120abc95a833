using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Traces;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>The spikes of a traced sample as results hold them.</summary>
static class RasterFacts
{
    /// <summary>The raster of a trace.</summary>
    public static SpikeRaster Of(SampleTrace trace, SpikingNetwork network)
    {
        ILookup<int, TracedSpike> spikes = trace.Spikes.ToLookup(spike => spike.Population);
        return new SpikeRaster(
            trace.Sample,
            trace.Timesteps,
            [
                .. Enumerable.Range(1, network.Populations.Count - 1).Where(p => network.Populations[p].Spikes).Select(p => new RasterLayer(
                    network.Populations[p].Name, network.Populations[p].Count, [.. spikes[p].Select(spike => (spike.Timestep, spike.Neuron))])),
            ]);
    }
}
