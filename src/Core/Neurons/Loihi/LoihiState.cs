namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>Addresses of what a Loihi neuron keeps.</summary>
/// <param name="first">The arrays one after the other.</param>
/// <param name="stride">Elements from one array to the next.</param>
public readonly unsafe struct LoihiState(int* first, int stride)
{
    internal enum Part
    {
        Input,
        Current,
        Potential,
        Refractory,
        Noise,
        Bias,
        Threshold,
        RefractoryDelay,
        Count,
    }

    internal int* this[Part part] => first + ((int)part * stride);
}
