using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>TrueNorth neurons as SANA-FE models them, in double precision, four at a time.</summary>
/// <remarks>
/// A potential that passes a threshold becomes keep·v + offset, as in <see cref="LifBlock"/>; the soft reverse reset adds the (negative)
/// reverse threshold once more, which moves the potential further down: so it is in SANA-FE.
/// </remarks>
sealed class TrueNorthBlock : SomaBlock
{
    readonly int _padded;
    readonly double[] _potential;
    readonly double[] _bias;
    readonly double[] _threshold;
    readonly double[] _keep;
    readonly double[] _offset;
    readonly double[] _reverseThreshold;
    readonly double[] _reverseKeep;
    readonly double[] _reverseOffset;
    readonly double[] _leakPositive;
    readonly double[] _leakZero;
    readonly double[] _leakNegative;
    readonly double[] _forced;
    readonly double[] _noise;
    readonly int[] _masks;
    readonly int[] _neurons;
    readonly RandomSpikes _random;

    /// <summary>Neurons with their parameters.</summary>
    /// <param name="soma">The unit.</param>
    /// <param name="firstSlot">Slot of the first.</param>
    /// <param name="neurons">Parameters.</param>
    /// <param name="indices">Indices of the neurons in the network, by which random numbers are chosen.</param>
    /// <param name="random">Random numbers.</param>
    public TrueNorthBlock(SomaUnit soma, int firstSlot, ReadOnlySpan<NeuronSettings> neurons, int[] indices, RandomSpikes random)
        : base(soma, firstSlot, neurons.Length)
    {
        _padded = (Count + Lanes - 1) / Lanes * Lanes;
        _neurons = indices;
        _random = random;
        _potential = Values(neurons, n => n.Potential, 0);
        _bias = Values(neurons, n => n.Bias, 0);
        _threshold = Values(neurons, n => n.Threshold, double.PositiveInfinity);
        _keep = Values(neurons, n => n.ResetMode is ResetMode.Hard or ResetMode.Saturate ? 0 : 1, 1);
        _offset = Values(
            neurons,
            n => n.ResetMode switch { ResetMode.Hard => n.Reset, ResetMode.Soft => -n.Threshold, ResetMode.Saturate => n.Threshold, _ => 0 },
            0);
        _reverseThreshold = Values(neurons, n => n.ReverseResetMode == ResetMode.None ? double.NegativeInfinity : n.ReverseThreshold, double.NegativeInfinity);
        _reverseKeep = Values(neurons, n => n.ReverseResetMode == ResetMode.Soft ? 1 : 0, 1);
        _reverseOffset = Values(
            neurons,
            n => n.ReverseResetMode == ResetMode.Hard ? n.ReverseReset : n.ReverseThreshold,
            0);
        _leakPositive = Values(neurons, n => n.LeakTowardsZero ? -n.Leak : n.Leak, 0);
        _leakZero = Values(neurons, n => n.LeakTowardsZero ? 0 : n.Leak, 0);
        _leakNegative = Values(neurons, n => n.Leak, 0);
        _forced = Values(neurons, n => n.ForceUpdate ? 1 : 0, 0);
        _noise = Values(neurons, _ => 0, 0);
        int[] masks = new int[neurons.Length];
        for (int i = 0; i < masks.Length; i++)
        {
            masks[i] = neurons[i].RandomMask;
        }

        _masks = masks.AsSpan().IndexOfAnyExcept(0) < 0 ? [] : masks;
    }

    /// <inheritdoc/>
    public override double Potential(int index) => _potential[index];

    /// <inheritdoc/>
    public override int Step(int timestep, Span<double> inputs, SpikeSink sink)
    {
        for (int i = 0; i < _masks.Length; i++)
        {
            _noise[i] = _random.Bits(_neurons[i], timestep) & _masks[i];
        }

        int updated = 0;
        ref double input = ref MemoryMarshal.GetReference(inputs);
        for (int first = 0; first < Count; first += 64)
        {
            int end = Math.Min(first + 64, _padded);
            ulong fired = 0;
            ulong active = 0;
            for (int i = first; i < end; i += Lanes)
            {
                StepLanes(i, ref input, out ulong firedLanes, out ulong activeLanes);
                fired |= firedLanes << (i - first);
                active |= activeLanes << (i - first);
            }

            updated += HandOn(sink, first, fired, active);
        }

        return updated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void StepLanes(int i, ref double inputs, out ulong fired, out ulong active)
    {
        Vector512<double> v = Load(_potential, i);
        Vector512<double> bias = Load(_bias, i);
        Vector512<double> input = Vector512.LoadUnsafe(ref inputs, (nuint)i);
        Vector512<double> absent = Vector512.Create(Absent);
        Vector512.StoreUnsafe(absent, ref inputs, (nuint)i);
        Vector512<long> driven = ~Vector512.Equals(input.AsInt64(), absent.AsInt64());
        Vector512<double> state = Vector512.Abs(v | bias | Load(_forced, i));
        active = (driven | ~Vector512.Equals(state, Vector512<double>.Zero).AsInt64()).ExtractMostSignificantBits();

        Vector512<double> zero = Vector512<double>.Zero;
        Vector512<double> leak = Vector512.ConditionalSelect(
            Vector512.GreaterThan(v, zero),
            Load(_leakPositive, i),
            Vector512.ConditionalSelect(Vector512.LessThan(v, zero), Load(_leakNegative, i), Load(_leakZero, i)));
        v += leak;
        v += bias;
        v += input;
        Vector512<double> compared = v + Load(_noise, i);
        Vector512<double> over = Vector512.GreaterThanOrEqual(compared, Load(_threshold, i));
        fired = over.ExtractMostSignificantBits();
        Vector512<double> under = Vector512.AndNot(Vector512.LessThanOrEqual(compared, Load(_reverseThreshold, i)), over);
        Vector512<double> lower = Vector512.ConditionalSelect(under, v * Load(_reverseKeep, i) + Load(_reverseOffset, i), v);
        v = Vector512.ConditionalSelect(over, v * Load(_keep, i) + Load(_offset, i), lower);
        Store(v, _potential, i);
    }
}
