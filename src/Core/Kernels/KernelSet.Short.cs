using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Kernels;

/// <content>Kernels of 16-bit states.</content>
public abstract unsafe partial class KernelSet
{
    /// <summary>One timestep of 16-bit neurons; the current becomes zero, ready for the next step.</summary>
    /// <param name="model">The neuron model.</param>
    /// <param name="words">Words of 64 neurons; every array holds 64 × words elements.</param>
    /// <param name="potential">Membrane potentials, updated.</param>
    /// <param name="current">Input currents of this step; cleared.</param>
    /// <param name="spikes">Receives the spike mask, one word per 64 neurons.</param>
    public void Step(in ShortLeakyIntegrateAndFire model, int words, short* potential, short* current, ulong* spikes)
    {
        switch (Width)
        {
            case 512:
                ShortKernels<ShortLanes512>.Step(model, words, potential, current, spikes);
                break;
            case 256:
                ShortKernels<ShortLanes256>.Step(model, words, potential, current, spikes);
                break;
            case 128:
                ShortKernels<ShortLanes128>.Step(model, words, potential, current, spikes);
                break;
            default:
                ShortKernels<ScalarShortLanes>.Step(model, words, potential, current, spikes);
                break;
        }
    }

    /// <summary>accumulator[i] += row[i] for i below <paramref name="length"/>, wrapping at 16 bits.</summary>
    public void AddRow(short* accumulator, sbyte* row, int length)
    {
        switch (Width)
        {
            case 512:
                ShortKernels<ShortLanes512>.AddRow(accumulator, row, length);
                break;
            case 256:
                ShortKernels<ShortLanes256>.AddRow(accumulator, row, length);
                break;
            case 128:
                ShortKernels<ShortLanes128>.AddRow(accumulator, row, length);
                break;
            default:
                ShortKernels<ScalarShortLanes>.AddRow(accumulator, row, length);
                break;
        }
    }
}
