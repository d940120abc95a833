using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// Neurons of one core that are processed one after the other by the same soma unit. Their slots are consecutive; a block begins at a
/// multiple of eight slots, so that a vector never crosses blocks.
/// </summary>
abstract class SomaBlock(SomaUnit soma, int firstSlot, int count)
{
    /// <summary>What an accumulator holds that nothing was added to. No sum of weights is ever −0, because no weight is stored as −0.</summary>
    public const double Absent = -0.0;

    /// <summary>Neurons per vector, and what slots of a block are rounded up to.</summary>
    public const int Lanes = 8;

    /// <summary>The unit.</summary>
    public SomaUnit Soma { get; } = soma;

    /// <summary>Slot of the first neuron.</summary>
    public int FirstSlot { get; } = firstSlot;

    /// <summary>How many neurons.</summary>
    public int Count { get; } = count;

    /// <summary>Slots that it takes: whole vectors.</summary>
    public int Slots => (Count + Lanes - 1) / Lanes * Lanes;

    /// <summary>Updates all neurons once.</summary>
    /// <param name="timestep">Timestep, counted from 1.</param>
    /// <param name="inputs">Synaptic input of each slot of the block; read and set back to <see cref="Absent"/>.</param>
    /// <param name="sink">Takes the neurons that fire.</param>
    /// <returns>How many neurons were updated (not idle).</returns>
    public abstract int Step(int timestep, Span<double> inputs, SpikeSink sink);

    /// <summary>The membrane potential of a neuron of the block; an input has none, and 0 is given.</summary>
    public abstract double Potential(int index);

    /// <summary>Hands on what 64 neurons did, as far as there are so many.</summary>
    /// <param name="sink">Takes the neurons that fire.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="fired">Who fired; bits of slots without a neuron do not count.</param>
    /// <param name="active">Who was not idle; those who fired never are.</param>
    /// <returns>How many were updated.</returns>
    protected int HandOn(SpikeSink sink, int first, ulong fired, ulong active)
    {
        int count = Math.Min(64, Count - first);
        ulong valid = ulong.MaxValue >> (64 - count);
        fired &= valid;
        active = (active | fired) & valid;
        sink.Take(fired, active, FirstSlot + first, count, Soma);
        return BitOperations.PopCount(active);
    }

    /// <summary>One value per neuron, rounded up to whole vectors.</summary>
    protected static double[] Values(ReadOnlySpan<NeuronSettings> neurons, Func<NeuronSettings, double> value, double padding)
    {
        double[] values = new double[(neurons.Length + Lanes - 1) / Lanes * Lanes];
        values.AsSpan().Fill(padding);
        for (int i = 0; i < neurons.Length; i++)
        {
            values[i] = value(neurons[i]);
        }

        return values;
    }

    /// <summary>The values of eight neurons; the index is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<double> Load(double[] values, int i) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)i);

    /// <summary>Sets the values of eight neurons; the index is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Store(Vector512<double> vector, double[] values, int i) =>
        Vector512.StoreUnsafe(vector, ref MemoryMarshal.GetArrayDataReference(values), (nuint)i);
}
