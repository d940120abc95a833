using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Profiling;

/// <summary>The kernels that are measured; a new one is measured, charted and benchmarked by standing here.</summary>
public static class KernelTable
{
    const string Neuron = "neuron";
    const string Event = "event";

    /// <summary>Every kernel, neurons first.</summary>
    public static IReadOnlyList<ProfiledKernel> All { get; } =
    [
        new("if int32", Neuron, bytes => new NeuronWork<IntegrateAndFire>(default, bytes)),
        new("leaky int32", Neuron, bytes => new NeuronWork<LeakyIntegrateAndFire>(LeakyIntegrateAndFire.SoftReset(41), bytes)),
        new("leaky int16", Neuron, bytes => new ShortNeuronWork(bytes)),
        new("signed int32", Neuron, bytes => new ConversionWork<SignedIntegrateAndFire>(default, bytes)),
        new("multi-threshold 4 bits", Neuron, bytes => new ConversionWork<MultiThreshold>(new MultiThreshold(4), bytes)),
        new("settling", Neuron, bytes => new ConversionWork<Settling>(new Settling(graded: false), bytes)),
        new("loihi int32", Neuron, ProfiledPopulations.Loihi),
        new("truenorth", Neuron, ProfiledPopulations.TrueNorth),
        new("adaptive threshold", Neuron, ProfiledPopulations.AdaptiveThreshold),
        new("sigma-delta", Neuron, ProfiledPopulations.SigmaDelta),
        new("accumulate int32", Neuron, bytes => new AccumulationWork(bytes)),
        new("row int8 to int32", Event, bytes => new RowWork(bytes, factor: null)),
        new("row int8 × int32", Event, bytes => new RowWork(bytes, factor: 3)),
        new("row int8 to int16", Event, bytes => new ShortRowWork(bytes)),
        new("dense, all spike", Event, bytes => new DenseWork(bytes, spikeEvery: 1)),
        new("dense, 1 in 16", Event, bytes => new DenseWork(bytes, spikeEvery: 16)),
        new("dense × values", Event, bytes => new DenseValueWork(bytes)),
        new("convolution 3×3×32", Event, bytes => new ConvolutionWork(bytes)),
        new("row int16 to int32", Event, bytes => new WideRowWork(bytes)),
        new("stdp row, pre", Event, bytes => new PairRowWork(bytes, post: false)),
        new("stdp row, pre and post", Event, bytes => new PairRowWork(bytes, post: true)),
        new("sparse, 1 in 64", Event, bytes => new SparseWork(bytes)),
    ];

    /// <summary>The kernel of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ProfiledKernel Named(string name) => All.FirstOrDefault(kernel => kernel.Name == name)
        ?? throw new ArgumentException($"no kernel '{name}': one of {string.Join(", ", All.Select(k => k.Name))}", nameof(name));
}
