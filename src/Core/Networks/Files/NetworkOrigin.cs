namespace Neuromorphic.Core.Networks.Files;

/// <summary>Where a network comes from, and how it is to be run.</summary>
/// <param name="Model">Name of the trained model.</param>
/// <param name="ModelSha256">SHA-256 of its file, in hexadecimal digits.</param>
/// <param name="Method">How activations became spikes.</param>
/// <param name="Timesteps">T, 1 to <see cref="MostTimesteps"/>: the network is made for so many, and for no others.</param>
/// <param name="WeightBits">Bits per weight, sign included.</param>
/// <param name="InputScale">Network input = stored value × this, for data stored like those that it was converted with; positive.</param>
/// <param name="InputElement">How those were stored.</param>
/// <param name="Writer">Version of the program that wrote the file.</param>
public sealed record NetworkOrigin(
    string Model,
    string ModelSha256,
    string Method,
    int Timesteps,
    int WeightBits,
    double InputScale,
    string InputElement,
    string Writer)
{
    /// <summary>The most timesteps of a sample.</summary>
    public const int MostTimesteps = 1 << 16;
}
