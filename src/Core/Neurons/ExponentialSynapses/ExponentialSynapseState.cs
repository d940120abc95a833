namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>Addresses of what a neuron with exponential synapses keeps.</summary>
/// <param name="first">The arrays one after the other.</param>
/// <param name="stride">Elements from one array to the next.</param>
public readonly unsafe struct ExponentialSynapseState(int* first, int stride)
{
    internal enum Part
    {
        ExcitatoryInput,
        InhibitoryInput,
        PotentialInput,
        Excitatory,
        Inhibitory,
        Potential,
        Refractory,
        Bias,
        Count,
    }

    internal int* this[Part part] => first + ((int)part * stride);
}
