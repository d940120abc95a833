using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels behind the published rules of chips: several numbers per neuron, 16-bit weights.</content>
public abstract unsafe partial class KernelSet
{
    /// <summary>One timestep of neurons that keep more than a potential.</summary>
    /// <param name="model">The neuron model, shared by the population.</param>
    /// <param name="state">Addresses of its state arrays, each of 64 × words elements.</param>
    /// <param name="words">Words of 64 neurons.</param>
    /// <param name="spikes">Receives the spike mask, one word per 64 neurons.</param>
    /// <param name="negativeSpikes">Receives the mask of spikes of value −1 in the same form.</param>
    /// <param name="driven">Receives the mask of neurons that had work to do in the same form.</param>
    public void Advance<TModel, TState>(
        TModel model, TState state, int words, ulong* spikes, ulong* negativeSpikes, ulong* driven)
        where TModel : struct, IMultiStateModel<TState>
        where TState : unmanaged
    {
        // See Step: comparing the type is faster than a virtual method with type parameters.
        switch (this)
        {
            case KernelSet<Lanes512>:
                NeuronKernels<Lanes512>.Advance(model, state, words, spikes, negativeSpikes, driven);
                break;
            case KernelSet<Lanes256>:
                NeuronKernels<Lanes256>.Advance(model, state, words, spikes, negativeSpikes, driven);
                break;
            case KernelSet<Lanes128>:
                NeuronKernels<Lanes128>.Advance(model, state, words, spikes, negativeSpikes, driven);
                break;
            case KernelSet<ScalarLanes>:
                NeuronKernels<ScalarLanes>.Advance(model, state, words, spikes, negativeSpikes, driven);
                break;
            default:
                throw new NotSupportedException($"{Name} does not step neurons");
        }
    }

    /// <summary>accumulator[i] += row[i] for i below 64 × <paramref name="words"/>, wrapping at 32 bits.</summary>
    public abstract void AddRow(int* accumulator, short* row, int words);

    /// <summary>accumulator[i] += factor × row[i] for i below 64 × <paramref name="words"/>, wrapping at 32 bits.</summary>
    public abstract void AddScaledRow(int* accumulator, short* row, int words, int factor);

    /// <summary>
    /// accumulator[i] += source[i] · 2^exponent for i below 64 × <paramref name="words"/>, then source[i] ← 0. A negative
    /// exponent shifts arithmetically, so it rounds toward −∞.
    /// </summary>
    /// <param name="accumulator">Sums, updated.</param>
    /// <param name="source">What is added; cleared.</param>
    /// <param name="words">Words of 64 elements.</param>
    /// <param name="exponent">−31 to 31.</param>
    public abstract void MoveShifted(int* accumulator, int* source, int words, int exponent);
}
