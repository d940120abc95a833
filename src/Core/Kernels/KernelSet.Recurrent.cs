using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of recurrent networks.</content>
public abstract unsafe partial class KernelSet
{
    /// <summary>
    /// One timestep of neurons with exponential synapses: the integers of
    /// <see cref="ExponentialSynapseNeuron.Advance{TLanes}"/>, for neurons that share a bias.
    /// </summary>
    /// <param name="model">The neuron.</param>
    /// <param name="bias">Constant input of all neurons; the state's biases are not read.</param>
    /// <param name="state">Addresses of the state, inputs included; the step clears the inputs.</param>
    /// <param name="words">Words of 64 neurons.</param>
    /// <param name="spikes">Receives who fired, one word per 64 neurons, padding included.</param>
    public abstract void StepExponential(
        in ExponentialSynapseNeuron model, int bias, ExponentialSynapseState state, int words, ulong* spikes);

    /// <summary>One timestep of neurons with exponential synapses in the format of <see cref="ShortProducts"/>.</summary>
    /// <param name="model">The neuron.</param>
    /// <param name="state">Addresses of the state, inputs included; the step clears the inputs.</param>
    /// <param name="words">Words of 64 neurons.</param>
    /// <param name="spikes">Receives who fired, one word per 64 neurons, padding included.</param>
    public abstract void StepShortProducts(in ShortProducts model, ExponentialSynapseState state, int words, ulong* spikes);

    /// <summary>
    /// Random bits for neurons: those of neuron n of block b are word n div 16 of Philox4x32-7 (Salmon et al. 2011; seven
    /// rounds pass the BigCrush battery, as they report) at the counter (16·b + n mod 16, time, draw, 0), so they do not
    /// depend on width or order.
    /// </summary>
    /// <param name="words">Receives 64 words per block.</param>
    /// <param name="blocks">Blocks of 64 neurons.</param>
    /// <param name="firstBlock">Number of the first block in the network.</param>
    /// <param name="blockStride">Distance of the numbers of neighbouring blocks.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">Second word of the counter.</param>
    /// <param name="draw">Third word of the counter.</param>
    public abstract void FillRandom(int* words, int blocks, uint firstBlock, uint blockStride, ulong key, uint time, uint draw);

    /// <summary>Adds to each integer the value that its random bits pick from a table.</summary>
    /// <param name="input">The integers, 64 per block.</param>
    /// <param name="words">Random bits, a word for each.</param>
    /// <param name="blocks">Blocks of 64.</param>
    /// <param name="shift">Shift left of the bits: 16 makes the lower half of the word the upper one.</param>
    /// <param name="table">32 thresholds, 32 values of coins below them, 32 values of the others.</param>
    public abstract void AddDrawn(int* input, int* words, int blocks, int shift, int* table);

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

    /// <summary>Traces decay: t ← t − [loss · t], and each is then worth min([factor · t], 65535).</summary>
    /// <param name="traces">The traces, 0 to 2²⁶.</param>
    /// <param name="worth">Receives what they are worth in the low 16 bits, without sign; the high ones stay.</param>
    /// <param name="words">Words of 64 traces.</param>
    /// <param name="loss">Fraction that is lost.</param>
    /// <param name="factor">What a unit of a trace is worth.</param>
    public abstract void DecayTraces(int* traces, int* worth, int words, RoundedFactor loss, RoundedFactor factor);

    /// <summary>A spike arrives along a row of plastic synapses: they catch up, act and weaken.</summary>
    /// <param name="arrival">The row and what its synapses share.</param>
    internal abstract void Arrive(in PlasticArrival arrival);

    /// <summary>Rows that <see cref="AddBitRows"/> counts at once: six binary digits.</summary>
    public const int MostBitRows = 63;

    /// <summary>Columns of the table of <see cref="AddDrawn"/>, picked by the upper five of 32 bits.</summary>
    public const int Columns = 32;

    /// <summary>Bits that choose between a column's two values.</summary>
    public const int CoinBits = 27;
}
