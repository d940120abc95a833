using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>
/// The leaky integrate-and-fire neuron with exponential synaptic currents, by exact integration over a timestep
/// (Rotter &amp; Diesmann 1999, Biol. Cybern. 81:381):
/// v ← v − [(1 − P22)·v] + [P21ₑ·iₑ] + [P21ᵢ·iᵢ] + bias + jump, with the currents before this step's input;
/// i ← i − [(1 − P11)·i] + input for both; v ← reset while refractory; spike where v ≥ Θ; there v ← reset and the
/// refractory counter starts. [x] is x rounded to the nearest integer.
/// </summary>
/// <remarks>
/// Rounding to the nearest keeps the mean. Cutting off toward −∞ would take half a unit on average from every product: from
/// a potential that loses the fraction q per step ½/q units in the mean, 100 for τ = 20 ms and h = 0.1 ms, always in the
/// same direction, and so change the rate; see docs/arithmetic.md for the derivation and the bound. Every register
/// saturates at ±(2²⁶ − 1), inputs before they are added, so nothing wraps, whatever comes in:
/// |v| and the leak's difference ≤ 2²⁶, each coupling &lt; 8 · 2²⁶, bias and jump ≤ 2²⁶, together below 2³⁰ + 2²⁸ &lt; 2³¹.
/// <see cref="ExponentialSynapseRange"/> proves when saturation never happens.
/// </remarks>
public readonly struct ExponentialSynapseNeuron : IMultiStateModel<ExponentialSynapseState>
{
    /// <summary>A neuron with these parameters.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public ExponentialSynapseNeuron(ExponentialSynapseParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        Leak = parameters.Leak;
        Excitatory = parameters.Excitatory ?? default;
        Inhibitory = parameters.Inhibitory ?? default;
        HasExcitatory = parameters.Excitatory is not null;
        HasInhibitory = parameters.Inhibitory is not null;
        HasPotentialInput = parameters.HasPotentialInput;
        Threshold = parameters.Threshold;
        Reset = parameters.Reset;
        RefractorySteps = parameters.RefractorySteps;
    }

    internal RoundedFactor Leak { get; }

    internal SynapticCurrent Excitatory { get; }

    internal SynapticCurrent Inhibitory { get; }

    internal bool HasExcitatory { get; }

    internal bool HasInhibitory { get; }

    internal bool HasPotentialInput { get; }

    internal int Threshold { get; }

    internal int Reset { get; }

    internal int RefractorySteps { get; }

    /// <inheritdoc/>
    public string Name => "leaky integrate-and-fire with exponential synapses";

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe SpikeBits Advance<TLanes>(ExponentialSynapseState state, int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes zero = TLanes.Create(0);
        TLanes driving = TLanes.Load(state[Part.Bias] + index);
        TLanes v = TLanes.Load(state[Part.Potential] + index);
        v = v - Leak.Apply(v) + driving;
        if (HasExcitatory)
        {
            v += Current(Excitatory, state[Part.Excitatory] + index, state[Part.ExcitatoryInput] + index, ref driving);
        }

        if (HasInhibitory)
        {
            v += Current(Inhibitory, state[Part.Inhibitory] + index, state[Part.InhibitoryInput] + index, ref driving);
        }

        if (HasPotentialInput)
        {
            TLanes jump = TLanes.Load(state[Part.PotentialInput] + index);
            driving |= jump;
            v += Saturate(jump);
            zero.Store(state[Part.PotentialInput] + index);
        }

        TLanes threshold = TLanes.Create(Threshold);
        TLanes reset = TLanes.Create(Reset);
        v = Saturate(v);
        if (RefractorySteps > 0)
        {
            TLanes left = TLanes.Load(state[Part.Refractory] + index);
            v = TLanes.SelectWhereGreater(left, zero, reset, v);
            left = TLanes.Max(left - TLanes.Create(1), zero);
            TLanes.SelectWhereAtLeast(v, threshold, TLanes.Create(RefractorySteps), left).Store(state[Part.Refractory] + index);
        }

        TLanes.ReplaceWhereAtLeast(v, threshold, reset).Store(state[Part.Potential] + index);
        return new SpikeBits(TLanes.MaskAtLeast(v, threshold), TLanes.MaskNonZero(driving));
    }

    /// <summary>Advances a current by a step and takes its input.</summary>
    /// <returns>What the current before the step adds to the potential.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe TLanes Current<TLanes>(in SynapticCurrent factors, int* current, int* input, ref TLanes driving)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes i = TLanes.Load(current);
        TLanes added = TLanes.Load(input);
        driving |= i | added;
        Saturate(i - factors.Loss.Apply(i) + Saturate(added)).Store(current);
        TLanes.Create(0).Store(input);
        return factors.Coupling.Apply(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TLanes Saturate<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Max(
            TLanes.Min(x, TLanes.Create(ExponentialSynapseParameters.LargestState)),
            TLanes.Create(-ExponentialSynapseParameters.LargestState));
}
