namespace Neuromorphic.Core.Neurons.AdaptiveThreshold;

/// <summary>Addresses of what an adaptive-threshold neuron keeps.</summary>
/// <param name="first">The arrays one after the other.</param>
/// <param name="stride">Elements from one array to the next.</param>
public readonly unsafe struct AdaptiveThresholdState(int* first, int stride)
{
    internal enum Part
    {
        Input,
        Current,
        Potential,
        Threshold,
        Refractory,
        Bias,
        Count,
    }

    internal int* this[Part part] => first + ((int)part * stride);
}
