using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>A spike of every neuron visits as many connections as the network has multiply-accumulates, padding left out.</summary>
sealed class DenseInputMacs : IVerifyCheck
{
    public string Name => "dense-input-equals-macs";

    public string? Obstacle(VerifySubject subject)
    {
        Layer? joined = subject.Layers.Layers.FirstOrDefault(layer => layer is AveragePoolLayer or PadLayer);
        if (joined is not null)
        {
            return $"node '{joined.Name}' ({joined.Operator}) is part of the next layer's synapses, whose number is not that of its multiply-accumulates";
        }

        return Groups(subject).Any(group => group is SparseSynapses)
            ? "linear layers were multiplied out to explicit synapses, whose number is not that of their multiply-accumulates"
            : null;
    }

    public CheckOutcome Run(VerifySubject subject)
    {
        long macs = subject.Layers.Layers.Sum(layer => layer is ConvolutionLayer convolution ? convolution.MacsInside : layer.Macs);
        long connections = Groups(subject).Sum(group => group.Connections);
        return CheckOutcome.OfDifferences(macs, Math.Abs(connections - macs), $"{connections} connections, {macs} multiply-accumulates");
    }

    /// <summary>The synapses that carry weights.</summary>
    static IEnumerable<SynapseGroup> Groups(VerifySubject subject) => subject.Network.Populations
        .Where(population => population is not MaxPoolPopulation)
        .SelectMany(population => population.Projections)
        .Select(projection => projection.Synapses);
}
