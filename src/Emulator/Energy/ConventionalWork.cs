using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Emulator.Energy;

/// <summary>What the conventional network does per inference.</summary>
/// <param name="Macs">Multiply-accumulates of all layers, padding left out.</param>
/// <param name="FirstLayerMacs">Those of layers that read the network's input; the spiking network does them too.</param>
/// <param name="Outputs">Outputs of all layers: activation functions, and values written.</param>
/// <param name="Layers">The layers, for conventions that count accesses per layer.</param>
public sealed record ConventionalWork(double Macs, double FirstLayerMacs, double Outputs, IReadOnlyList<ConventionalLayer> Layers)
{
    /// <summary>
    /// The conventional network whose layers are those of a spiking network: a multiply-accumulate per weight used, zeros
    /// included, pools left out.
    /// </summary>
    public static ConventionalWork Of(SpikingNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = new List<ConventionalLayer>();
        foreach (Population population in network.Populations.Where(p => p is not MaxPoolPopulation))
        {
            layers.AddRange(population.Projections.Select(projection => ConventionalLayer.Of(population, projection)));
        }

        return new ConventionalWork(
            layers.Sum(layer => layer.Macs),
            layers.Where(layer => layer.ReadsInput).Sum(layer => layer.Macs),
            network.Populations.Where(p => p is not MaxPoolPopulation and not InputPopulation).Sum(p => (double)p.Count),
            layers);
    }
}

/// <summary>A layer of the conventional network.</summary>
/// <param name="Source">Name of the population that it reads.</param>
/// <param name="Name">Name of the population that it feeds.</param>
/// <param name="ReadsInput">Whether it reads the network's input.</param>
/// <param name="IsConvolution">A convolution, or fully connected.</param>
/// <param name="Inputs">Inputs, channels included.</param>
/// <param name="Outputs">Outputs, channels included.</param>
/// <param name="InputChannels">Input channels that one output reads.</param>
/// <param name="OutputChannels">Output channels that one input reaches.</param>
/// <param name="KernelRows">Rows of the kernel; 1 if fully connected.</param>
/// <param name="KernelColumns">Columns of the kernel; 1 if fully connected.</param>
/// <param name="RowStride">Stride along the rows.</param>
/// <param name="ColumnStride">Stride along the columns.</param>
/// <param name="Weights">Stored weights.</param>
/// <param name="Macs">Multiply-accumulates, padding left out.</param>
public sealed record ConventionalLayer(
    string Source,
    string Name,
    bool ReadsInput,
    bool IsConvolution,
    double Inputs,
    double Outputs,
    int InputChannels,
    int OutputChannels,
    int KernelRows,
    int KernelColumns,
    int RowStride,
    int ColumnStride,
    double Weights,
    double Macs)
{
    /// <summary>The layer of a projection. A pool in front is no part of it: the layer reads what the pool gives.</summary>
    internal static ConventionalLayer Of(Population population, Projection projection)
    {
        SynapseGroup synapses = projection.Synapses;
        bool readsInput = projection.Source is InputPopulation;
        if (synapses is ConvolutionSynapses convolution)
        {
            SlidingWindow rows = convolution.Rows;
            SlidingWindow columns = convolution.Columns;
            int inputChannels = synapses.Source.Channels / convolution.Groups;
            double macs = (double)rows.CountPairs(0, rows.Output) * columns.CountPairs(0, columns.Output)
                * inputChannels * synapses.Target.Channels;
            return new ConventionalLayer(
                projection.Source.Name, population.Name, readsInput, true, (double)rows.Input * columns.Input * synapses.Source.Channels,
                population.Count, inputChannels, synapses.Target.Channels / convolution.Groups, rows.Kernel, columns.Kernel,
                rows.Stride, columns.Stride, synapses.StoredWeights, macs);
        }

        double inputs = synapses is DenseSynapses dense ? dense.Rows : synapses.Source.Count;
        return new ConventionalLayer(
            projection.Source.Name, population.Name, readsInput, false, inputs, population.Count,
            synapses.Source.Count, population.Count, 1, 1, 1, 1, synapses.StoredWeights, synapses.StoredWeights);
    }
}
