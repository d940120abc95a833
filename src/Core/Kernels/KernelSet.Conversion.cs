using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <content>The kernels of converted networks beyond one-bit spikes.</content>
public abstract unsafe partial class KernelSet
{
    /// <summary>
    /// One timestep of conversion neurons; then the current becomes the bias again, ready for the next step.
    /// </summary>
    /// <param name="model">The neuron model, shared by the population.</param>
    /// <param name="state">Addresses of its state, each array of 64 × words elements.</param>
    /// <param name="words">Words of 64 neurons.</param>
    /// <param name="current">Input currents of this step; replaced by the bias.</param>
    /// <param name="bias">Bias currents of the next step.</param>
    /// <param name="payload">Receives what each neuron sends, 0 for nothing.</param>
    /// <param name="spikes">Receives the mask of neurons that send something, one word per 64 neurons.</param>
    /// <param name="driven">Receives the mask of neurons whose current was not zero or that send something.</param>
    public void Step<TModel>(
        TModel model, in ConversionState state, int words, int* current, int* bias, short* payload, ulong* spikes, ulong* driven)
        where TModel : struct, IConversionModel
    {
        // See the other Step: comparing the type is faster than a virtual method with type parameters.
        switch (this)
        {
            case KernelSet<Lanes512>:
                ConversionKernels<Lanes512>.Step(model, state, words, current, bias, payload, spikes, driven);
                break;
            case KernelSet<Lanes256>:
                ConversionKernels<Lanes256>.Step(model, state, words, current, bias, payload, spikes, driven);
                break;
            case KernelSet<Lanes128>:
                ConversionKernels<Lanes128>.Step(model, state, words, current, bias, payload, spikes, driven);
                break;
            case KernelSet<ScalarLanes>:
                ConversionKernels<ScalarLanes>.Step(model, state, words, current, bias, payload, spikes, driven);
                break;
            default:
                throw new NotSupportedException($"{Name} does not step neurons");
        }
    }

    /// <summary>accumulator[i] += values[i] for i below 64 × <paramref name="words"/>, wrapping at 32 bits.</summary>
    public abstract void AddValues(int* accumulator, int* values, int words);

    internal abstract void AccumulateDenseGraded(DenseSynapses synapses, ReadOnlySpan<ulong> spikes, short* payload, int* current);

    internal abstract void AccumulateConvolutionGraded(ConvolutionSynapses synapses, ReadOnlySpan<ulong> spikes, short* payload, int* current);

    internal abstract void AccumulateSparseGraded(SparseSynapses synapses, ReadOnlySpan<ulong> spikes, short* payload, int* current);
}
