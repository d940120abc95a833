namespace Neuromorphic.Core.Recurrent;

/// <summary>How the neurons of a population are held.</summary>
public enum NeuronFormat
{
    /// <summary>Products see all bits of a state: <see cref="Neurons.ExponentialSynapses.ExponentialSynapseNeuron"/>.</summary>
    WideProducts,

    /// <summary>Products see the upper bits of a state: <see cref="Neurons.ExponentialSynapses.ShortProducts"/>.</summary>
    ShortProducts,
}
