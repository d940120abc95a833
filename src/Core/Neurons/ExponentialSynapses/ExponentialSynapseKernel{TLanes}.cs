using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>
/// <see cref="ExponentialSynapseNeuron"/> for populations that share a bias and need no mask of driven neurons: the same
/// integers, with everything that all neurons share held in registers.
/// </summary>
static unsafe class ExponentialSynapseKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="KernelSet.StepExponential"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Step(in ExponentialSynapseNeuron model, int bias, ExponentialSynapseState state, int words, ulong* spikes)
    {
        var leak = new Factor(model.Leak);
        var excitatoryLoss = new Factor(model.Excitatory.Loss);
        var excitatoryCoupling = new Factor(model.Excitatory.Coupling);
        var inhibitoryLoss = new Factor(model.Inhibitory.Loss);
        var inhibitoryCoupling = new Factor(model.Inhibitory.Coupling);
        TLanes zero = TLanes.Create(0);
        TLanes largest = TLanes.Create(ExponentialSynapseParameters.LargestState);
        TLanes least = TLanes.Create(-ExponentialSynapseParameters.LargestState);
        TLanes low = TLanes.Create(RoundedFactor.LowMask);
        TLanes constant = TLanes.Create(bias);
        TLanes threshold = TLanes.Create(model.Threshold);
        TLanes reset = TLanes.Create(model.Reset);
        TLanes pause = TLanes.Create(model.RefractorySteps);
        int* potential = state[Part.Potential];
        int* excitatory = state[Part.Excitatory];
        int* excitatoryInput = state[Part.ExcitatoryInput];
        int* inhibitory = state[Part.Inhibitory];
        int* inhibitoryInput = state[Part.InhibitoryInput];
        int* jumps = state[Part.PotentialInput];
        int* refractory = state[Part.Refractory];
        for (int word = 0; word < words; word++)
        {
            ulong fired = 0;
            for (int bit = 0; bit < SpikeMask.BitsPerWord; bit += TLanes.Count)
            {
                nint i = ((nint)word * SpikeMask.BitsPerWord) + bit;
                TLanes v = TLanes.Load(potential + i);
                v = v - leak.Of(v, low) + constant;
                if (model.HasExcitatory)
                {
                    v += excitatoryCoupling.Of(Exchange(excitatory + i, excitatoryInput + i, excitatoryLoss, low, least, largest), low);
                }

                if (model.HasInhibitory)
                {
                    v += inhibitoryCoupling.Of(Exchange(inhibitory + i, inhibitoryInput + i, inhibitoryLoss, low, least, largest), low);
                }

                if (model.HasPotentialInput)
                {
                    v += Limit(TLanes.Load(jumps + i), least, largest);
                    zero.Store(jumps + i);
                }

                v = Limit(v, least, largest);
                if (model.RefractorySteps > 0)
                {
                    TLanes left = TLanes.Load(refractory + i);
                    v = TLanes.SelectWhereGreater(left, zero, reset, v);
                    left = TLanes.Max(left - TLanes.Create(1), zero);
                    TLanes.SelectWhereAtLeast(v, threshold, pause, left).Store(refractory + i);
                }

                TLanes.ReplaceWhereAtLeast(v, threshold, reset).Store(potential + i);
                fired |= TLanes.MaskAtLeast(v, threshold) << bit;
            }

            spikes[word] = fired;
        }
    }

    /// <summary>Advances a current by a step and takes its input.</summary>
    /// <returns>The current before the step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Exchange(int* current, int* input, Factor loss, TLanes low, TLanes least, TLanes largest)
    {
        TLanes before = TLanes.Load(current);
        Limit(before - loss.Of(before, low) + Limit(TLanes.Load(input), least, largest), least, largest).Store(current);
        TLanes.Create(0).Store(input);
        return before;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Limit(TLanes x, TLanes least, TLanes largest) => TLanes.Max(TLanes.Min(x, largest), least);

    /// <summary>A <see cref="RoundedFactor"/> spread over the lanes.</summary>
    readonly struct Factor
    {
        readonly TLanes _mantissa;
        readonly TLanes _half;
        readonly TLanes _shift;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Factor(RoundedFactor factor)
        {
            int shift = Math.Max(factor.Shift, RoundedFactor.LeastShift) - RoundedFactor.LowBits;
            _mantissa = TLanes.Create(factor.Mantissa);
            _half = TLanes.Create(1 << (shift - 1));
            _shift = TLanes.Create(shift);
        }

        /// <summary><see cref="RoundedFactor.Apply"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of(TLanes x, TLanes low) => TLanes.ShiftRight(
            ((x >> RoundedFactor.LowBits) * _mantissa) + (((x & low) * _mantissa) >>> RoundedFactor.LowBits) + _half, _shift);
    }
}
