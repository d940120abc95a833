namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of recurrent networks.</content>
public abstract unsafe partial class KernelSet
{
    /// <summary>
    /// Adds to each neuron's input a weight times a Poisson count of its own. The random bits of neuron n of block b in a
    /// timestep are word n div 16 of Philox4x32-7 (Salmon et al. 2011; seven rounds pass the BigCrush battery, as they report)
    /// at the counter (16·b + n mod 16, timestep, 0, 0), so they do not depend on width or order.
    /// </summary>
    /// <param name="input">Inputs, 64 per block.</param>
    /// <param name="blocks">Blocks of 64 neurons.</param>
    /// <param name="firstBlock">Number of the first block in the network.</param>
    /// <param name="blockStride">Distance of the numbers of neighbouring blocks.</param>
    /// <param name="key">The key.</param>
    /// <param name="timestep">The timestep.</param>
    /// <param name="thresholds">Rising thresholds of the counts, with their highest bit inverted.</param>
    /// <param name="count">Thresholds.</param>
    /// <param name="weight">What a spike adds.</param>
    public abstract void AddPoisson(
        int* input, int blocks, uint firstBlock, uint blockStride, ulong key, uint timestep, int* thresholds, int count, int weight);

    /// <summary>
    /// Adds to each input a weight times the number of rows whose bit is set: rows of connection bits, counted by carry-save
    /// adders (as Harley and Seal count bits).
    /// </summary>
    /// <param name="input">Inputs.</param>
    /// <param name="rows">Addresses of the rows, each of 16 · <paramref name="chunks"/> 32-bit words.</param>
    /// <param name="count">Rows, at most <see cref="MostBitRows"/>.</param>
    /// <param name="chunks">Chunks of 512 targets.</param>
    /// <param name="weight">What a set bit adds.</param>
    public abstract void AddBitRows(int* input, uint** rows, int count, int chunks, int weight);

    /// <summary>Rows that <see cref="AddBitRows"/> counts at once: six binary digits.</summary>
    public const int MostBitRows = 63;
}
