using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Part = Neuromorphic.Core.Neurons.Loihi.LoihiState.Part;

namespace Neuromorphic.Core.Neurons.Loihi;

/// <summary>
/// Loihi's current-based leaky integrate-and-fire neuron in the flavour of some <see cref="LoihiRules"/>; the order of a
/// step is written there.
/// </summary>
/// <remarks>
/// 32 bits suffice. A product of the decay has 24 + 12 bits, but <see cref="TwelveBitDecay"/> never forms it. Inside the
/// registers |u|, |v| ≤ 2²³, a bias is below 2²⁰ and the accumulator below 2²², so every sum stays below 2²⁵. Where an
/// emulator has no register, it adds in 32-bit integers that wrap, and so does this.
/// </remarks>
public readonly unsafe struct LoihiNeuron : IMultiStateModel<LoihiState>
{
    readonly int _inputShift;
    readonly int _keepCurrent;
    readonly int _keepVoltage;
    readonly int _lowerThreshold;
    readonly bool _refractory;
    readonly bool _noiseAtInput;
    readonly bool _noiseAtMembrane;
    readonly int _noiseOffset;
    readonly int _noiseShift;
    readonly RegisterRule _accumulator;
    readonly RegisterRule _current;
    readonly RegisterRule _drive;
    readonly RegisterRule _voltage;

    /// <summary>A neuron of this flavour with these parameters.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public LoihiNeuron(LoihiRules rules, LoihiParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(parameters);
        _inputShift = rules.InputShift;
        _keepCurrent = Keep(parameters.CurrentDecay, rules.CurrentDecayOffset, "the decay of the current");
        _keepVoltage = Keep(parameters.VoltageDecay, rules.VoltageDecayOffset, "the decay of the potential");
        _lowerThreshold = parameters.LowerThreshold ?? int.MinValue;
        _refractory = parameters.RefractoryDelay.Any(delay => delay > 1);
        _accumulator = rules.Accumulator;
        _current = rules.Current;
        _drive = rules.Drive;
        _voltage = parameters.VoltageRange is (int lower, int upper) ? RegisterRule.Clip(lower, upper) : rules.Voltage;
        if (parameters.Noise is LoihiNoise noise)
        {
            noise.ThrowIfOutOfRange();
            _noiseAtInput = !noise.AtMembrane;
            _noiseAtMembrane = noise.AtMembrane;
            _noiseOffset = noise.Offset * LoihiNoise.OffsetUnit;
            _noiseShift = noise.Exponent - LoihiNoise.DrawBits;
        }
    }

    /// <inheritdoc/>
    public string Name => "Loihi current-based leaky integrate-and-fire";

    /// <summary>What happens beyond the registers: of the accumulator, the current, the drive, and the potential.</summary>
    internal (RegisterOverflow Accumulator, RegisterOverflow Current, RegisterOverflow Drive, RegisterOverflow Voltage) Registers =>
        (_accumulator.Overflow, _current.Overflow, _drive.Overflow, _voltage.Overflow);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeBits Advance<TLanes>(LoihiState state, int index)
        where TLanes : unmanaged, ILanes<TLanes> => Advance<TLanes, AnyRegister, AnyRegister, AnyRegister, AnyLoihiFeatures>(state, index);

    /// <summary>Whether there is noise or a second threshold, which most populations lack.</summary>
    internal bool HasRareFeatures => _noiseAtInput || _noiseAtMembrane || _lowerThreshold > int.MinValue;

    /// <summary>
    /// The step, compiled for registers of known kinds (those of accumulator and drive, current, and potential), and with or
    /// without the rare features.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SpikeBits Advance<TLanes, TSum, TCurrent, TVoltage, TFeatures>(LoihiState state, nint index)
        where TLanes : unmanaged, ILanes<TLanes>
        where TSum : struct, IRegisterKind
        where TCurrent : struct, IRegisterKind
        where TVoltage : struct, IRegisterKind
        where TFeatures : struct, ILoihiFeatures
    {
        TLanes zero = TLanes.Create(0);
        TLanes input = TLanes.Load(state[Part.Input] + index) << _inputShift;
        TLanes u = TLanes.Load(state[Part.Current] + index);
        TLanes bias = TLanes.Load(state[Part.Bias] + index);
        TLanes v = TLanes.Load(state[Part.Potential] + index);
        TLanes threshold = TLanes.Load(state[Part.Threshold] + index);
        zero.Store(state[Part.Input] + index);
        if (TFeatures.Rare && _noiseAtInput)
        {
            input += Noise(TLanes.Load(state[Part.Noise] + index));
        }

        u = TCurrent.Apply(_current, TwelveBitDecay.TowardZero(u, _keepCurrent) + TSum.Apply(_accumulator, input));
        u.Store(state[Part.Current] + index);

        TLanes drive = u + bias;
        if (TFeatures.Rare && _noiseAtMembrane)
        {
            drive += Noise(TLanes.Load(state[Part.Noise] + index));
        }

        v = TVoltage.Apply(_voltage, TwelveBitDecay.TowardZero(v, _keepVoltage) + TSum.Apply(_drive, drive));

        if (_refractory)
        {
            TLanes left = TLanes.Load(state[Part.Refractory] + index);
            v = TLanes.SelectWhereGreater(left, zero, zero, v);
            left = TLanes.SelectWhereGreater(v, threshold, TLanes.Load(state[Part.RefractoryDelay] + index), left);
            TLanes.Max(left - TLanes.Create(1), zero).Store(state[Part.Refractory] + index);
        }

        ulong negative = 0;
        TLanes reset = v;
        if (TFeatures.Rare && _lowerThreshold > int.MinValue)
        {
            TLanes lower = TLanes.Create(_lowerThreshold);
            negative = TLanes.MaskGreater(lower, v);
            reset = TLanes.SelectWhereGreater(lower, v, zero, v);
        }

        TLanes.SelectWhereGreater(v, threshold, zero, reset).Store(state[Part.Potential] + index);
        return new SpikeBits(TLanes.MaskGreater(v, threshold), TLanes.MaskNonZero(input | drive), negative);
    }

    /// <summary>A draw, moved by the offset and scaled by a power of two with rounding toward zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TLanes Noise<TLanes>(TLanes draw)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes x = draw + TLanes.Create(_noiseOffset);
        if (_noiseShift >= 0)
        {
            return x << _noiseShift;
        }

        TLanes sign = x >> 31;
        return ((((x ^ sign) - sign) >>> -_noiseShift) ^ sign) - sign;
    }

    static int Keep(int decay, int offset, string name)
    {
        if (decay < 0 || decay > TwelveBitDecay.One - offset)
        {
            throw new ArgumentException($"{name} is {decay}: 0 to {TwelveBitDecay.One - offset}", nameof(decay));
        }

        return TwelveBitDecay.One - offset - decay;
    }
}

/// <summary>The same neuron where the kinds of its registers and its features are known when the kernel is compiled.</summary>
/// <typeparam name="TSum">Accumulator and drive.</typeparam>
/// <typeparam name="TCurrent">Current.</typeparam>
/// <typeparam name="TVoltage">Potential.</typeparam>
/// <typeparam name="TFeatures">Whether there may be noise or a second threshold.</typeparam>
readonly struct LoihiNeuron<TSum, TCurrent, TVoltage, TFeatures>(LoihiNeuron neuron) : IMultiStateModel<LoihiState>
    where TSum : struct, IRegisterKind
    where TCurrent : struct, IRegisterKind
    where TVoltage : struct, IRegisterKind
    where TFeatures : struct, ILoihiFeatures
{
    readonly LoihiNeuron _neuron = neuron;

    /// <inheritdoc/>
    public string Name => _neuron.Name;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeBits Advance<TLanes>(LoihiState state, int index)
        where TLanes : unmanaged, ILanes<TLanes> => _neuron.Advance<TLanes, TSum, TCurrent, TVoltage, TFeatures>(state, index);
}
