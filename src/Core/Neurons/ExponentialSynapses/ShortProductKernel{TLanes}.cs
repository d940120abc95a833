using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary><see cref="ShortProducts"/>, a vector of neurons at once.</summary>
static unsafe class ShortProductKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="KernelSet.StepShortProducts"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Step(in ShortProducts model, ExponentialSynapseState state, int words, ulong* spikes)
    {
        var potentialOperand = new Operand(model.PotentialCut);
        var excitatoryOperand = new Operand(model.ExcitatoryCut);
        var inhibitoryOperand = new Operand(model.InhibitoryCut);
        var excitatoryDecay = new Decay(model.ExcitatoryLoss, model.ExcitatoryPlaces);
        var inhibitoryDecay = new Decay(model.InhibitoryLoss, model.InhibitoryPlaces);
        TLanes leak = TLanes.Create(model.Leak);
        TLanes excitatoryCoupling = TLanes.Create(model.ExcitatoryCoupling);
        TLanes inhibitoryCoupling = TLanes.Create(model.InhibitoryCoupling);
        TLanes constant = TLanes.Create(model.Constant);
        TLanes places = TLanes.Create(model.Places);
        TLanes zero = TLanes.Create(0);
        TLanes one = TLanes.Create(1);
        TLanes threshold = TLanes.Create(model.Threshold);
        TLanes reset = TLanes.Create(model.Reset);
        TLanes pause = TLanes.Create(model.RefractorySteps);
        bool hasExcitatory = model.HasExcitatory;
        bool hasInhibitory = model.HasInhibitory;
        bool hasPotentialInput = model.HasPotentialInput;
        bool hasPause = model.RefractorySteps > 0;
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
                TLanes change = constant - (potentialOperand.Of(v) * leak);
                if (hasExcitatory)
                {
                    TLanes current = TLanes.Load(excitatory + i);
                    TLanes operand = excitatoryOperand.Of(current);
                    change += operand * excitatoryCoupling;
                    (current + excitatoryDecay.Of(operand) + TLanes.Load(excitatoryInput + i)).Store(excitatory + i);
                    zero.Store(excitatoryInput + i);
                }

                if (hasInhibitory)
                {
                    TLanes current = TLanes.Load(inhibitory + i);
                    TLanes operand = inhibitoryOperand.Of(current);
                    change += operand * inhibitoryCoupling;
                    (current + inhibitoryDecay.Of(operand) + TLanes.Load(inhibitoryInput + i)).Store(inhibitory + i);
                    zero.Store(inhibitoryInput + i);
                }

                v += TLanes.ShiftRight(change, places);
                if (hasPotentialInput)
                {
                    v += TLanes.Load(jumps + i);
                    zero.Store(jumps + i);
                }

                if (hasPause)
                {
                    TLanes left = TLanes.Load(refractory + i);
                    v = TLanes.SelectWhereGreater(left, zero, reset, v);
                    left = TLanes.Max(left - one, zero);
                    TLanes.SelectWhereAtLeast(v, threshold, pause, left).Store(refractory + i);
                }

                TLanes.ReplaceWhereAtLeast(v, threshold, reset).Store(potential + i);
                fired |= TLanes.MaskAtLeast(v, threshold) << bit;
            }

            spikes[word] = fired;
        }
    }

    /// <summary>The upper bits of a state, rounded to the nearest.</summary>
    readonly struct Operand
    {
        readonly TLanes _half;
        readonly TLanes _cut;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Operand(int cut)
        {
            _half = TLanes.Create((1 << cut) / 2);
            _cut = TLanes.Create(cut);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of(TLanes state) => TLanes.ShiftRight(state + _half, _cut);
    }

    /// <summary>What a step takes from a current.</summary>
    readonly struct Decay
    {
        readonly TLanes _loss;
        readonly TLanes _half;
        readonly TLanes _places;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Decay(int loss, int places)
        {
            _loss = TLanes.Create(loss);
            _half = TLanes.Create((1 << places) / 2);
            _places = TLanes.Create(places);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Of(TLanes operand) => TLanes.ShiftRight(_half - (operand * _loss), _places);
    }
}
