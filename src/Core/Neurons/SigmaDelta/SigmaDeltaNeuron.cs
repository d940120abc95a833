using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Part = Neuromorphic.Core.Neurons.SigmaDelta.SigmaDeltaState.Part;

namespace Neuromorphic.Core.Neurons.SigmaDelta;

/// <summary>
/// The sigma-delta neuron with graded spikes (lava, <c>PySigmaDeltaModelFixed</c>): σ ← σ + input; a ← f(σ + bias);
/// δ ← a − a′ + residue, a′ being the activation of the last step; where |δ| ≥ Θ (≥, not &gt;) δ is sent, and what was
/// not sent is the residue.
/// </summary>
/// <remarks>
/// All values are 32-bit integers that wrap, as in lava, which declares 24 bits and does not enforce them. The payload
/// is δ shifted right by the state's exponent; a payload of 0 is no spike.
/// </remarks>
public readonly unsafe struct SigmaDeltaNeuron : IMultiStateModel<SigmaDeltaState>
{
    readonly bool _rectifies;
    readonly bool _cumulative;
    readonly int _exponent;

    /// <summary>A neuron with these parameters.</summary>
    /// <exception cref="ArgumentException">The exponent is out of range.</exception>
    public SigmaDeltaNeuron(SigmaDeltaParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.StateExponent is < 0 or > 31)
        {
            throw new ArgumentException($"the state's exponent is {parameters.StateExponent}: 0 to 31", nameof(parameters));
        }

        _rectifies = parameters.Rectifies;
        _cumulative = parameters.CumulativeError;
        _exponent = parameters.StateExponent;
    }

    /// <inheritdoc/>
    public string Name => "sigma-delta";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SpikeBits Advance<TLanes>(SigmaDeltaState state, int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = TLanes.Create(0);
        TLanes input = TLanes.Load(state[Part.Input] + index);
        TLanes sigma = TLanes.Load(state[Part.Sigma] + index) + input;
        zero.Store(state[Part.Input] + index);
        sigma.Store(state[Part.Sigma] + index);

        TLanes activation = sigma + TLanes.Load(state[Part.Bias] + index);
        if (_rectifies)
        {
            activation = TLanes.Max(activation, zero);
        }

        TLanes change = activation - TLanes.Load(state[Part.Activation] + index);
        TLanes delta = change + TLanes.Load(state[Part.Residue] + index);
        activation.Store(state[Part.Activation] + index);

        TLanes threshold = TLanes.Load(state[Part.Threshold] + index);
        TLanes compared = delta;
        if (_cumulative)
        {
            compared = TLanes.Load(state[Part.Error] + index) + delta;
        }

        TLanes sent = TLanes.SelectWhereAtLeast(Magnitude(compared), threshold, delta, zero);
        if (_cumulative)
        {
            TLanes.SelectWhereGreater(Magnitude(sent), zero, zero, compared).Store(state[Part.Error] + index);
        }

        (delta - sent).Store(state[Part.Residue] + index);
        TLanes payload = sent >> _exponent;
        payload.Store(state[Part.Payload] + index);
        return new SpikeBits(TLanes.MaskNonZero(payload), TLanes.MaskNonZero(input | change));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Magnitude<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes sign = x >> 31;
        return (x ^ sign) - sign;
    }
}
