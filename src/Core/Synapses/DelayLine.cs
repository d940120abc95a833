using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// What is on its way to a population: one array of sums per timestep to come. Accepting before delivering gives a delay
/// of 0 steps its own step (brian2_loihi); delivering before accepting makes it arrive one step later (lava, nengo-loihi).
/// </summary>
public sealed unsafe class DelayLine : IDisposable
{
    readonly StateArrays _slots;
    int _now;

    /// <summary>An empty line.</summary>
    /// <param name="targets">Neurons of the target population.</param>
    /// <param name="maxDelay">The longest delay in steps, at least 0.</param>
    public DelayLine(int targets, int maxDelay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDelay);
        MaxDelay = maxDelay;
        _slots = new StateArrays(targets, maxDelay + 1);
    }

    /// <summary>The longest delay in steps.</summary>
    public int MaxDelay { get; }

    /// <summary>Neurons of the target population.</summary>
    public int Targets => _slots.Count;

    /// <summary>Adds what is due to a population's input and moves on by one step.</summary>
    /// <param name="kernels">The instruction set to use.</param>
    /// <param name="population">The target.</param>
    /// <exception cref="ArgumentException">The population has another number of neurons.</exception>
    public void Deliver(KernelSet kernels, MultiStatePopulation population)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentOutOfRangeException.ThrowIfNotEqual(population.Count, Targets, nameof(population));
        Deliver(kernels, population.InputAddress);
    }

    /// <summary>Adds what is due to a buffer and moves on by one step.</summary>
    /// <param name="kernels">The instruction set to use.</param>
    /// <param name="sums">Whole words of 64 elements, at least as many as there are targets.</param>
    /// <exception cref="ArgumentException">The buffer is too short.</exception>
    public void Deliver(KernelSet kernels, AlignedBuffer<int> sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentOutOfRangeException.ThrowIfLessThan(sums.Length, SpikeMask.PaddedLength(Targets), nameof(sums));
        Deliver(kernels, sums.Address);
    }

    /// <summary>The sums that are due after <paramref name="delay"/> further steps.</summary>
    internal int* Slot(int delay) => _slots.Address((_now + delay) % (MaxDelay + 1));

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    void Deliver(KernelSet kernels, int* sums)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        kernels.MoveShifted(sums, _slots.Address(_now), _slots.Words, exponent: 0);
        _now = (_now + 1) % (MaxDelay + 1);
    }
}
