using System.Numerics;
using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Plastic synapses of a row, as many at once as there are lanes.</summary>
static unsafe class PlasticKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <inheritdoc cref="KernelSet.Arrive"/>
    public static void Arrive(in PlasticArrival row)
    {
        int whole = row.Count - (row.Count % TLanes.Count);
        Along<TLanes>(row, 0, whole);
        Along<ScalarLanes>(row, whole, row.Count);
    }

    /// <summary>Synapses from one number to another, whole vectors of them.</summary>
    /// <remarks>
    /// Each synapse catches up first: the target's last two spikes count if they came after the last arrival, and those before
    /// them seldom do, so they are looked up one by one.
    /// </remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Along<T>(in PlasticArrival row, int first, int end)
        where T : unmanaged, ILanes<T>
    {
        int* scratch = stackalloc int[T.Count];
        uint* synapses = row.Synapses;
        int* latest = row.Latest;
        int* loss = row.Loss;
        int* factors = row.DecayFactors;
        int* input = row.Input;
        int weightShift = row.Shift;
        int gainShift = Math.Max(row.Gain.Shift, RoundedFactor.LeastShift) - RoundedFactor.LowBits;
        T gain = T.Create(row.Gain.Mantissa);
        T gainHalf = T.Create(1 << (gainShift - 1));
        T gainShifts = T.Create(gainShift);
        T gainLow = T.Create(RoundedFactor.LowMask);
        T last = T.Create(row.Last << 16);
        T largest = T.Create(row.Largest);
        T low = T.Create(ushort.MaxValue);
        T high = T.Create(~ushort.MaxValue);
        T zero = T.Create(0);
        T before = T.Create(-1);
        for (int i = first; i < end; i += T.Count)
        {
            T synapse = T.Load((int*)synapses + i);
            T target = synapse >>> 16;
            T times = T.Gather(latest, target);
            T other = T.Gather(loss, target);
            T decays = Left(((times << 16) - last) >> 16, factors) + Left((times - last) >> 16, factors);
            ulong earlier = T.MaskGreater((other - last) >> 16, before);
            if (earlier != 0)
            {
                decays.Store(scratch);
                for (; earlier != 0; earlier &= earlier - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(earlier);
                    scratch[lane] += EarlierDecays(row, (int)(synapses[i + lane] >> 16));
                }

                decays = T.Load(scratch);
            }

            T grown = T.ShiftRight(
                ((decays >> RoundedFactor.LowBits) * gain) + (((decays & gainLow) * gain) >>> RoundedFactor.LowBits) + gainHalf, gainShifts);
            T weight = T.Min((synapse & low) + grown, largest);
            (weight << weightShift).Store(scratch);
            Add(input, synapses + i, scratch, T.Count);
            ((synapse & high) | T.Max(weight - (other & low), zero)).Store((int*)synapses + i);
        }
    }

    /// <summary>What is left of a trace after so many timesteps, <see cref="PlasticityPlan.Decay"/>; 0 where they are negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Left<T>(T since, int* factors)
        where T : unmanaged, ILanes<T>
    {
        T column = T.Create(KernelSet.Columns - 1);
        T coarse = T.LookUp(factors, (since >>> 6) & column);
        T pair = T.LookUp(factors + KernelSet.Columns, (since >>> 1) & column);
        T fine = T.ShiftRight(pair, (since & T.Create(1)) << 4) & T.Create(ushort.MaxValue);
        T left = ((coarse * fine) + T.Create(1 << (PlasticityPlan.DecayPlaces - 1))) >>> PlasticityPlan.DecayPlaces;
        return T.SelectWhereGreater(T.Create(0), since, T.Create(0), left);
    }

    /// <summary>What was left of the row's trace at spikes of a target before its last two.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int EarlierDecays(in PlasticArrival row, int target)
    {
        ushort* ring = row.Ring + ((nint)target * row.RingSize);
        int next = row.Next[target];
        int sum = 0;
        for (int back = 3; back <= row.RingSize; back++)
        {
            int since = (short)(ring[(next - back) & (row.RingSize - 1)] - row.Last);
            if (since < 0)
            {
                break;
            }

            sum += row.Decay[since];
        }

        return sum;
    }

    /// <summary>Adds to the inputs of targets, of which two may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(int* input, uint* synapses, int* values, int count)
    {
        int k = 0;
        for (; k + 4 <= count; k += 4)
        {
            input[synapses[k] >> 16] += values[k];
            input[synapses[k + 1] >> 16] += values[k + 1];
            input[synapses[k + 2] >> 16] += values[k + 2];
            input[synapses[k + 3] >> 16] += values[k + 3];
        }

        for (; k < count; k++)
        {
            input[synapses[k] >> 16] += values[k];
        }
    }
}
