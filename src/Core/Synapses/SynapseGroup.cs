using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Synapses;

/// <summary>
/// The synapses from one population to another: weights of at most 8 bits, signed. A synapse exists where the weight is
/// not zero.
/// </summary>
/// <remarks>
/// How they are stored is how they are walked, so a group also answers the questions that mapping and metering ask:
/// which neurons a spike reaches, and what a block of target neurons would have to hold.
/// </remarks>
public abstract class SynapseGroup : IDisposable
{
    readonly Lazy<int[]> _fanOut;

    /// <summary>A group between populations of the given shapes.</summary>
    protected SynapseGroup(Shape source, Shape target)
    {
        Source = source;
        Target = target;
        _fanOut = new Lazy<int[]>(CountFanOut);
    }

    /// <summary>Shape of the source population.</summary>
    public Shape Source { get; }

    /// <summary>Shape of the target population.</summary>
    public Shape Target { get; }

    /// <summary>Name of the storage, as shown to users: dense, convolution, sparse, window.</summary>
    public abstract string Kind { get; }

    /// <summary>Weights stored, zeros included; a shared weight counts once.</summary>
    public abstract long StoredWeights { get; }

    /// <summary>Stored weights that are not zero.</summary>
    public abstract long NonZeroWeights { get; }

    /// <summary>Pairs of a source and a target neuron that a weight connects, zero weights included.</summary>
    public abstract long Connections { get; }

    /// <summary>The largest number of synapses that leave one source neuron.</summary>
    public abstract int MaxFanOut { get; }

    /// <summary>Synapses with a weight that is not zero, shared weights counted at every position.</summary>
    public long SynapseCount
    {
        get
        {
            long sum = 0;
            foreach (int fanOut in FanOut)
            {
                sum += fanOut;
            }

            return sum;
        }
    }

    /// <summary>Per source neuron: number of synapses (weight not zero), the synaptic events that one spike causes.</summary>
    public ReadOnlySpan<int> FanOut => _fanOut.Value;

    /// <summary>
    /// Writes the target neurons and weights of the synapses that leave a neuron, zero weights left out.
    /// </summary>
    /// <param name="source">Index of the source neuron.</param>
    /// <param name="targets">At least <see cref="MaxFanOut"/> long.</param>
    /// <param name="weights">As long as <paramref name="targets"/>.</param>
    /// <returns>How many there are. A target may occur more than once where windows overlap.</returns>
    public abstract int CopySynapses(int source, Span<int> targets, Span<sbyte> weights);

    /// <summary>What a core has to hold for a block of the target neurons.</summary>
    public abstract SynapseFootprint Footprint(in NeuronBlock targets);

    /// <summary>Adds the weights of all spiking neurons to the currents of their targets.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="spikes">Spike mask over the source population.</param>
    /// <param name="current">Currents of the target population, with the slack of an aligned buffer.</param>
    public abstract unsafe void Accumulate(KernelSet kernels, ReadOnlySpan<ulong> spikes, int* current);

    /// <summary>Adds weight × value of all source neurons to the currents of their targets.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="values">One integer per source neuron; neurons at zero are skipped.</param>
    /// <param name="current">Currents of the target population, with the slack of an aligned buffer.</param>
    public abstract unsafe void AccumulateScaled(KernelSet kernels, ReadOnlySpan<int> values, int* current);

    /// <summary>Adds weight × payload of all spiking neurons to the currents of their targets.</summary>
    /// <param name="kernels">The instruction set to use; the result does not depend on it.</param>
    /// <param name="spikes">Spike mask over the source population.</param>
    /// <param name="payload">One integer per source neuron; read only where the mask is set.</param>
    /// <param name="current">Currents of the target population, with the slack of an aligned buffer.</param>
    public abstract unsafe void AccumulateGraded(KernelSet kernels, ReadOnlySpan<ulong> spikes, short* payload, int* current);

    /// <summary>
    /// Rewrites the stored weights in place, as a fault of the memory would. What was derived from them before (fan-out, counts
    /// of weights that are not zero) stays as it was, so undo it when the run is over.
    /// </summary>
    /// <param name="change">The new weight by the weight's place in memory (0 to <see cref="StoredWeights"/> − 1) and its value.</param>
    public abstract void ChangeWeights(Func<long, sbyte, sbyte> change);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the weights.</summary>
    protected abstract void Dispose(bool disposing);

    int[] CountFanOut()
    {
        int[] fanOut = new int[Source.Count];
        int[] targets = new int[MaxFanOut];
        sbyte[] weights = new sbyte[MaxFanOut];
        for (int j = 0; j < fanOut.Length; j++)
        {
            fanOut[j] = CopySynapses(j, targets, weights);
        }

        return fanOut;
    }
}
