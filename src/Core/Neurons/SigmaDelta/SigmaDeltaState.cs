namespace Neuromorphic.Core.Neurons.SigmaDelta;

/// <summary>Addresses of what a sigma-delta neuron keeps.</summary>
/// <param name="first">The arrays one after the other.</param>
/// <param name="stride">Elements from one array to the next.</param>
public readonly unsafe struct SigmaDeltaState(int* first, int stride)
{
    internal enum Part
    {
        Input,
        Sigma,
        Activation,
        Residue,
        Error,
        Payload,
        Threshold,
        Bias,
        Count,
    }

    internal int* this[Part part] => first + ((int)part * stride);
}
