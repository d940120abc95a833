using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Part = Neuromorphic.Core.Neurons.AdaptiveThreshold.AdaptiveThresholdState.Part;

namespace Neuromorphic.Core.Neurons.AdaptiveThreshold;

/// <summary>
/// The leaky integrate-and-fire neuron of Loihi 2 with adaptive threshold and refractoriness (lava, ATRLIF):
/// i ← decay(i) + input · 2⁶; v ← decay(v) + i + bias; θ ← decay(θ − θ₀) + θ₀; r ← decay(r);
/// spike where v − r ≥ θ; there r ← r + 2θ, then θ ← θ + step. The potential is not reset.
/// </summary>
/// <remarks>
/// i is corrected once like lava's current and v clips at ±(2²³ − 1). θ and r have no register in lava: they are 32-bit
/// integers that wrap. lava holds its decays as fractions in floating point; here they are whole 1/4096.
/// </remarks>
public readonly unsafe struct AdaptiveThresholdNeuron : IMultiStateModel<AdaptiveThresholdState>
{
    const int RegisterBits = 23;
    const int InputShift = 6;
    const int CurrentDecayOffset = 1;

    readonly int _keepCurrent;
    readonly int _keepVoltage;
    readonly int _keepThreshold;
    readonly int _keepRefractory;
    readonly int _resting;
    readonly int _step;
    readonly RegisterRule _current;
    readonly RegisterRule _voltage;

    /// <summary>A neuron with these parameters.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public AdaptiveThresholdNeuron(AdaptiveThresholdParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _keepCurrent = Keep(parameters.CurrentDecay, CurrentDecayOffset, "the decay of the current");
        _keepVoltage = Keep(parameters.VoltageDecay, 0, "the decay of the potential");
        _keepThreshold = Keep(parameters.ThresholdDecay, 0, "the decay of the threshold");
        _keepRefractory = Keep(parameters.RefractoryDecay, 0, "the decay of the refractory state");
        _resting = Aligned(parameters.RestingThreshold, "the resting threshold");
        _step = Aligned(parameters.ThresholdStep, "the threshold step");
        _current = RegisterRule.CorrectOnce(-(1 << RegisterBits) + 1, 1 << RegisterBits, 1 << (RegisterBits + 1));
        _voltage = RegisterRule.Clip(-(1 << RegisterBits) + 1, (1 << RegisterBits) - 1);
    }

    /// <inheritdoc/>
    public string Name => "leaky integrate-and-fire with adaptive threshold";

    /// <summary>θ₀ in the units of the potential.</summary>
    internal int Resting => _resting;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeBits Advance<TLanes>(AdaptiveThresholdState state, int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes i = TwelveBitDecay.TowardZero(TLanes.Load(state[Part.Current] + index), _keepCurrent);
        TLanes input = TLanes.Load(state[Part.Input] + index) << InputShift;
        i = _current.CorrectedOnce(i + input);
        TLanes.Create(0).Store(state[Part.Input] + index);
        i.Store(state[Part.Current] + index);

        TLanes v = TwelveBitDecay.TowardZero(TLanes.Load(state[Part.Potential] + index), _keepVoltage);
        TLanes drive = i + TLanes.Load(state[Part.Bias] + index);
        v = _voltage.Clipped(v + drive);
        v.Store(state[Part.Potential] + index);

        TLanes resting = TLanes.Create(_resting);
        TLanes theta = TwelveBitDecay.TowardZero(TLanes.Load(state[Part.Threshold] + index) - resting, _keepThreshold) + resting;
        TLanes r = TwelveBitDecay.TowardZero(TLanes.Load(state[Part.Refractory] + index), _keepRefractory);
        TLanes compared = v - r;
        TLanes.SelectWhereAtLeast(compared, theta, r + theta + theta, r).Store(state[Part.Refractory] + index);
        TLanes.SelectWhereAtLeast(compared, theta, theta + TLanes.Create(_step), theta).Store(state[Part.Threshold] + index);
        return new SpikeBits(TLanes.MaskAtLeast(compared, theta), TLanes.MaskNonZero(input | drive));
    }

    static int Keep(int decay, int offset, string name)
    {
        if (decay < 0 || decay > TwelveBitDecay.One - offset)
        {
            throw new ArgumentException($"{name} is {decay}: 0 to {TwelveBitDecay.One - offset}", nameof(decay));
        }

        return TwelveBitDecay.One - offset - decay;
    }

    static int Aligned(int mantissa, string name)
    {
        const int Largest = (1 << 17) - 1;
        if (mantissa is < 0 or > Largest)
        {
            throw new ArgumentException($"{name} is {mantissa}: 0 to {Largest}", nameof(mantissa));
        }

        return mantissa << InputShift;
    }
}
