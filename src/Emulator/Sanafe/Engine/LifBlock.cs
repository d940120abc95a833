using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// Leaky integrate-and-fire neurons of SANA-FE: double precision, the potential cut to 1/64 after the leak. Eight neurons at a time, by the
/// same operations in the same order as for one, so that results are equal to the last bit.
/// </summary>
/// <remarks>
/// After the threshold v becomes keep·v + offset: (0, reset) for a hard reset, (1, −threshold) for a soft one, (1, 0) for none, which is
/// also what saturation means at the upper threshold.
/// </remarks>
sealed class LifBlock : SomaBlock
{
    const double Resolution = 64;

    readonly int _padded;
    readonly bool _uniform;
    readonly bool _full;
    readonly double[] _potential;
    readonly double[] _bias;
    readonly double[] _threshold;
    readonly double[] _keep;
    readonly double[] _offset;
    readonly double[] _leak;
    readonly double[] _current;
    readonly double[] _inputDecay;
    readonly double[] _reverseThreshold;
    readonly double[] _reverseKeep;
    readonly double[] _reverseOffset;
    readonly double[] _refractoryDelay;
    readonly double[] _refractoryCount;
    readonly double[] _forced;

    /// <summary>Neurons with their parameters.</summary>
    public LifBlock(SomaUnit soma, int firstSlot, ReadOnlySpan<NeuronSettings> neurons)
        : base(soma, firstSlot, neurons.Length)
    {
        _padded = (Count + Lanes - 1) / Lanes * Lanes;
        _potential = Values(neurons, n => n.Potential, 0);
        _bias = Values(neurons, n => n.Bias, 0);
        _threshold = Values(neurons, n => n.Threshold, double.PositiveInfinity);
        _keep = Values(neurons, n => n.ResetMode == ResetMode.Hard ? 0 : 1, 1);
        _offset = Values(neurons, n => n.ResetMode switch { ResetMode.Hard => n.Reset, ResetMode.Soft => -n.Threshold, _ => 0 }, 0);
        _leak = Values(neurons, n => n.LeakDecay, 1);
        foreach (NeuronSettings n in neurons)
        {
            _full |= n.InputDecay != 0 || n.RefractoryDelay != 0 || n.ReverseResetMode != ResetMode.None || n.ForceUpdate;
        }

        _uniform = !_full && AllEqual(_threshold) && AllEqual(_keep) && AllEqual(_offset) && AllEqual(_leak);
        ReadOnlySpan<NeuronSettings> full = _full ? neurons : default;
        _current = Values(full, _ => 0, 0);
        _inputDecay = Values(full, n => n.InputDecay, 0);
        _reverseThreshold = Values(full, n => n.ReverseResetMode == ResetMode.None ? double.NegativeInfinity : n.ReverseThreshold, double.NegativeInfinity);
        _reverseKeep = Values(full, n => n.ReverseResetMode == ResetMode.Soft ? 1 : 0, 1);
        _reverseOffset = Values(
            full,
            n => n.ReverseResetMode switch
            {
                ResetMode.Hard => n.ReverseReset,
                ResetMode.Soft => -n.ReverseThreshold,
                ResetMode.Saturate => n.ReverseThreshold,
                _ => 0,
            },
            0);
        _refractoryDelay = Values(full, n => n.RefractoryDelay, 0);
        _refractoryCount = Values(full, _ => 0, 0);
        _forced = Values(full, n => n.ForceUpdate ? 1 : 0, 0);
    }

    /// <inheritdoc/>
    public override double Potential(int index) => _potential[index];

    /// <inheritdoc/>
    public override int Step(int timestep, Span<double> inputs, SpikeSink sink) =>
        _full ? Step<No, Yes>(timestep, inputs, sink)
        : _uniform ? Step<Yes, No>(timestep, inputs, sink)
        : Step<No, No>(timestep, inputs, sink);

    int Step<TUniform, TFull>(int timestep, Span<double> inputs, SpikeSink sink)
        where TUniform : IFlag
        where TFull : IFlag
    {
        int updated = 0;
        ref double input = ref MemoryMarshal.GetReference(inputs);
        bool leaks = timestep > 1;
        for (int first = 0; first < Count; first += 64)
        {
            int end = Math.Min(first + 64, _padded);
            ulong fired = 0;
            ulong active = 0;
            for (int i = first; i < end; i += Lanes)
            {
                StepLanes<TUniform, TFull>(i, leaks, ref input, out ulong firedLanes, out ulong activeLanes);
                fired |= firedLanes << (i - first);
                active |= activeLanes << (i - first);
            }

            updated += HandOn(sink, first, fired, active);
        }

        return updated;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void StepLanes<TUniform, TFull>(int i, bool leaks, ref double inputs, out ulong fired, out ulong active)
        where TUniform : IFlag
        where TFull : IFlag
    {
        Vector512<double> v = Load(_potential, i);
        Vector512<double> bias = Load(_bias, i);
        Vector512<double> input = Vector512.LoadUnsafe(ref inputs, (nuint)i);
        Vector512<double> absent = Vector512.Create(Absent);
        Vector512.StoreUnsafe(absent, ref inputs, (nuint)i);
        Vector512<long> driven = ~Vector512.Equals(input.AsInt64(), absent.AsInt64());
        Vector512<double> state = Vector512.BitwiseOr(v, bias);
        if (TFull.On)
        {
            state = Vector512.BitwiseOr(state, Load(_forced, i));
        }

        // The sign is not looked at: −0 is 0.
        Vector512<long> nonzero = ~Vector512.Equals(Vector512.Abs(state), Vector512<double>.Zero).AsInt64();
        active = (driven | nonzero).ExtractMostSignificantBits();

        if (leaks)
        {
            v *= Parameter<TUniform>(_leak, i);
        }

        v = Vector512.Truncate(v * Resolution) * (1 / Resolution);
        Vector512<double> threshold = Parameter<TUniform>(_threshold, i);
        if (!TFull.On)
        {
            v += bias;
            v += input;
            Vector512<double> above = Vector512.GreaterThan(v, threshold);
            fired = above.ExtractMostSignificantBits();
            v = Vector512.ConditionalSelect(above, v * Parameter<TUniform>(_keep, i) + Parameter<TUniform>(_offset, i), v);
            Store(v, _potential, i);
            return;
        }

        Vector512<double> current = Load(_current, i);
        if (leaks)
        {
            current *= Load(_inputDecay, i);
        }

        Vector512<double> count = Load(_refractoryCount, i);
        Vector512<double> ready = Vector512.LessThanOrEqual(count, Vector512<double>.Zero);
        current = Vector512.ConditionalSelect(ready, current + input, current);
        Vector512<double> next = v + bias + current;
        Vector512<double> over = Vector512.GreaterThan(next, threshold) & ready;
        fired = over.ExtractMostSignificantBits();
        next = Vector512.ConditionalSelect(over, next * Load(_keep, i) + Load(_offset, i), next);
        Vector512<double> under = Vector512.LessThan(next, Load(_reverseThreshold, i));
        next = Vector512.ConditionalSelect(under, next * Load(_reverseKeep, i) + Load(_reverseOffset, i), next);
        v = Vector512.ConditionalSelect(ready, next, v);
        count = Vector512.ConditionalSelect(over, Load(_refractoryDelay, i), count);
        count = Vector512.Max(count - Vector512<double>.One, Vector512<double>.Zero);
        Store(v, _potential, i);
        Store(current, _current, i);
        Store(count, _refractoryCount, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Parameter<TUniform>(double[] values, int i)
        where TUniform : IFlag =>
        TUniform.On ? Vector512.Create(values[0]) : Load(values, i);

    bool AllEqual(double[] values) => values.AsSpan(0, Count).IndexOfAnyExcept(values[0]) < 0;
}
