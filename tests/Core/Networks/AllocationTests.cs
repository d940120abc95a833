using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Tests.Networks;

public sealed class AllocationTests
{
    /// <summary>The first sample may set up what it likes; from the second one on time runs without allocating.</summary>
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Nothing_is_allocated_while_time_runs(string name)
    {
        for (int seed = 0; seed < 6; seed++)
        {
            using SpikingNetwork network = RandomNetworks.Create(seed);
            using var simulator = new NetworkSimulator(network, timesteps: 5, KernelSet.Named(name));
            int[] input = RandomNetworks.Input(network, new Random(seed));
            simulator.Run(input);
            Assert.Equal(0, Allocations.Of(() => simulator.Run(input)));
        }
    }
}
