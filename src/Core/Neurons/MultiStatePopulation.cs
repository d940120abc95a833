using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// Neurons of one model that keeps several numbers each: owns the state and advances it step by step. Nothing is
/// allocated while it runs.
/// </summary>
public abstract unsafe class MultiStatePopulation : IDisposable
{
    const int InputArray = 0;

    readonly AlignedBuffer<ulong> _spikes;
    readonly AlignedBuffer<ulong> _negativeSpikes;
    readonly AlignedBuffer<ulong> _driven;

    /// <summary>Allocates the state, all zero.</summary>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="arrays">Numbers per neuron; the first one is the input.</param>
    private protected MultiStatePopulation(int count, int arrays)
    {
        Arrays = new StateArrays(count, arrays);
        _spikes = new AlignedBuffer<ulong>(Arrays.Words);
        _negativeSpikes = new AlignedBuffer<ulong>(Arrays.Words);
        _driven = new AlignedBuffer<ulong>(Arrays.Words);
    }

    /// <summary>Neurons.</summary>
    public int Count => Arrays.Count;

    /// <summary>Summed input of the next step; the step clears it.</summary>
    public Span<int> Input => Arrays[InputArray];

    /// <summary>Address of <see cref="Input"/>, padded to whole words of 64 neurons.</summary>
    public int* InputAddress => Arrays.Address(InputArray);

    /// <summary>Who fired in the last step.</summary>
    public ReadOnlySpan<ulong> Spikes => _spikes.Span;

    /// <summary>Who sent a spike of value −1 in the last step; only ternary neurons do.</summary>
    public ReadOnlySpan<ulong> NegativeSpikes => _negativeSpikes.Span;

    /// <summary>
    /// Who had work to do in the last step, as an energy meter counts it: neurons that something other than their own decay
    /// acted on. docs/arithmetic.md says what that is for each model.
    /// </summary>
    public ReadOnlySpan<ulong> Driven => _driven.Span;

    private protected StateArrays Arrays { get; }

    /// <summary>One timestep.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    public abstract void Step(KernelSet kernels);

    /// <inheritdoc/>
    public void Dispose()
    {
        Arrays.Dispose();
        _spikes.Dispose();
        _negativeSpikes.Dispose();
        _driven.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Advance<TModel, TState>(KernelSet kernels, TModel model, TState state)
        where TModel : struct, IMultiStateModel<TState>
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(kernels);
        kernels.Advance(model, state, Arrays.Words, _spikes.Address, _negativeSpikes.Address, _driven.Address);
        SpikeMask.ClearPadding(_spikes.Span, Count);
        SpikeMask.ClearPadding(_negativeSpikes.Span, Count);
        SpikeMask.ClearPadding(_driven.Span, Count);
    }
}
