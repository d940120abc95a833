using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Kernels;

/// <summary>
/// All kernels for one vector width. Every set computes the same integers; only the time differs.
/// </summary>
/// <remarks>
/// Kernels work on the addresses of aligned buffers: state arrays are padded to whole words of 64 neurons, and every
/// buffer is followed by 64 bytes of slack that a kernel may read, and write back unchanged.
/// </remarks>
public abstract unsafe partial class KernelSet
{
    /// <summary>Every set, the preferred one first. A new width is dispatched, tested and measured by standing here.</summary>
    public static IReadOnlyList<KernelSet> All { get; } =
    [
        new KernelSet<Lanes512>("vector512", 512),
        new KernelSet<Lanes256>("vector256", 256),
        new KernelSet<Lanes128>("vector128", 128),
        new KernelSet<ScalarLanes>("scalar", 32),
    ];

    /// <summary>The widest set that this machine runs as instructions.</summary>
    public static KernelSet Best { get; } = All.First(set => set.IsAccelerated);

    /// <summary>Name as shown to users: vector512, vector256, vector128, scalar.</summary>
    public abstract string Name { get; }

    /// <summary>Vector width in bits.</summary>
    public abstract int Width { get; }

    /// <summary>Whether this machine runs it as instructions rather than as a software fallback (which is correct, but slow).</summary>
    public abstract bool IsAccelerated { get; }

    /// <summary>The set of this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static KernelSet Named(string name) => All.FirstOrDefault(set => set.Name == name)
        ?? throw new ArgumentException($"no instruction set '{name}': one of {string.Join(", ", All.Select(s => s.Name))}", nameof(name));

    /// <summary>
    /// One timestep of a population: integrate, fire, reset; then the current becomes the bias again, ready for the next step.
    /// </summary>
    /// <param name="model">The neuron model, shared by the population.</param>
    /// <param name="words">Words of 64 neurons; every array holds 64 × words elements.</param>
    /// <param name="potential">Membrane potentials, updated.</param>
    /// <param name="current">Input currents of this step; replaced by the bias.</param>
    /// <param name="threshold">Thresholds; <see cref="int.MaxValue"/> for the padding.</param>
    /// <param name="bias">Bias currents.</param>
    /// <param name="spikes">Receives the spike mask, one word per 64 neurons.</param>
    /// <param name="driven">Receives the mask of neurons whose current was not zero.</param>
    public void Step<TModel>(
        TModel model, int words, int* potential, int* current, int* threshold, int* bias, ulong* spikes, ulong* driven)
        where TModel : struct, INeuronModel
    {
        // A virtual method with type parameters of its own is looked up anew at every call, which takes longer than the
        // step of a hundred neurons; comparing the type does not.
        switch (this)
        {
            case KernelSet<Lanes512>:
                NeuronKernels<Lanes512>.Step(model, words, potential, current, threshold, bias, spikes, driven);
                break;
            case KernelSet<Lanes256>:
                NeuronKernels<Lanes256>.Step(model, words, potential, current, threshold, bias, spikes, driven);
                break;
            case KernelSet<Lanes128>:
                NeuronKernels<Lanes128>.Step(model, words, potential, current, threshold, bias, spikes, driven);
                break;
            case KernelSet<ScalarLanes>:
                NeuronKernels<ScalarLanes>.Step(model, words, potential, current, threshold, bias, spikes, driven);
                break;
            default:
                throw new NotSupportedException($"{Name} does not step neurons");
        }
    }

    /// <summary>One timestep of neurons that only accumulate: v ← v + I, then I ← bias. Nothing fires.</summary>
    public abstract void Accumulate(int words, int* potential, int* current, int* bias, ulong* driven);

    /// <summary>accumulator[i] += row[i] for i below <paramref name="length"/>.</summary>
    public abstract void AddRow(int* accumulator, sbyte* row, int length);

    /// <summary>accumulator[i] += factor × row[i] for i below <paramref name="length"/>.</summary>
    public abstract void AddScaledRow(int* accumulator, sbyte* row, int length, int factor);

    internal abstract void AccumulateDense(DenseSynapses synapses, ReadOnlySpan<ulong> spikes, int* current);

    internal abstract void AccumulateDenseScaled(DenseSynapses synapses, ReadOnlySpan<int> values, int* current);

    internal abstract void AccumulateConvolution(ConvolutionSynapses synapses, ReadOnlySpan<ulong> spikes, int* current);

    internal abstract void AccumulateConvolutionScaled(ConvolutionSynapses synapses, ReadOnlySpan<int> values, int* current);

    internal abstract void AccumulateSparse(SparseSynapses synapses, ReadOnlySpan<ulong> spikes, int* current);

    internal abstract void AccumulateSparseScaled(SparseSynapses synapses, ReadOnlySpan<int> values, int* current);
}
