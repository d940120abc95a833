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

        ActivationLayer? bare = subject.Layers.Layers.OfType<ActivationLayer>().FirstOrDefault(
            layer => HasNeurons(subject, layer) && !IsWeighted(subject.Layers, layer.Inputs[0]));
        if (bare is not null)
        {
            return $"node '{bare.Name}' ({bare.Operator}) has neurons but no weights in front: their synapses are no multiply-accumulates";
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

    static bool HasNeurons(VerifySubject subject, ActivationLayer layer) =>
        subject.Converted.Populations.Any(population => population.Population is NeuronPopulation && population.ValueName == layer.Output);

    /// <summary>Whether a value is made by a layer with weights, shapes left out.</summary>
    static bool IsWeighted(LayerGraph layers, string value)
    {
        Layer? producer = layers.ProducerOf(value);
        while (producer is ReshapeLayer)
        {
            producer = layers.ProducerOf(producer.Inputs[0]);
        }

        return producer is not (null or ActivationLayer or MaxPoolLayer);
    }

    /// <summary>The synapses that carry weights.</summary>
    static IEnumerable<SynapseGroup> Groups(VerifySubject subject) => subject.Network.Populations
        .Where(population => population is not MaxPoolPopulation)
        .SelectMany(population => population.Projections)
        .Select(projection => projection.Synapses);
}
