namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>Addresses of what a Loihi neuron keeps; every array is padded to whole words of 64 neurons.</summary>
/// <param name="input">Summed input of this step; cleared when it was read.</param>
/// <param name="current">u.</param>
/// <param name="potential">v.</param>
/// <param name="refractory">Steps for which v is still held at 0.</param>
/// <param name="noise">Draws of this step, −127 to 127.</param>
/// <param name="bias">Added to v.</param>
/// <param name="threshold">Θ; <see cref="int.MaxValue"/> in the padding.</param>
/// <param name="refractoryDelay">Refractory delays.</param>
public readonly unsafe struct LoihiState(
    int* input, int* current, int* potential, int* refractory, int* noise, int* bias, int* threshold, int* refractoryDelay)
{
    /// <summary>Summed input of this step.</summary>
    public int* Input { get; } = input;

    /// <summary>u.</summary>
    public int* Current { get; } = current;

    /// <summary>v.</summary>
    public int* Potential { get; } = potential;

    /// <summary>Steps for which v is still held at 0.</summary>
    public int* Refractory { get; } = refractory;

    /// <summary>Draws of this step.</summary>
    public int* Noise { get; } = noise;

    /// <summary>Added to v.</summary>
    public int* Bias { get; } = bias;

    /// <summary>Θ.</summary>
    public int* Threshold { get; } = threshold;

    /// <summary>Refractory delays.</summary>
    public int* RefractoryDelay { get; } = refractoryDelay;
}
