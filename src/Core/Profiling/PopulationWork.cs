using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;

namespace Neuromorphic.Core.Profiling;

/// <summary>Timesteps of a population that keeps several numbers per neuron, without input.</summary>
sealed class PopulationWork : KernelWork
{
    readonly MultiStatePopulation _neurons;
    readonly int _touched;
    readonly int _read;
    readonly int _written;
    readonly long _words;

    /// <summary>A population of a certain size.</summary>
    /// <param name="create">Makes so many neurons.</param>
    /// <param name="touched">Numbers of 32 bits per neuron that a step reads or writes.</param>
    /// <param name="read">Those that it reads.</param>
    /// <param name="written">Those that it writes.</param>
    /// <param name="bytes">The size of the working set.</param>
    public PopulationWork(Func<int, MultiStatePopulation> create, int touched, int read, int written, long bytes)
    {
        _touched = touched;
        _read = read;
        _written = written;
        _words = Math.Max(1, bytes / ((long)touched * sizeof(int) * SpikeMask.BitsPerWord));
        _neurons = create(checked((int)(_words * SpikeMask.BitsPerWord)));
    }

    public override long Bytes => Elements * _touched * sizeof(int);

    public override long Elements => _words * SpikeMask.BitsPerWord;

    public override KernelTraffic Traffic => new(
        Elements * _read * sizeof(int), (Elements * _written * sizeof(int)) + (_words * 3 * sizeof(ulong)));

    public override void Run(KernelSet kernels) => _neurons.Step(kernels);

    protected override void Dispose(bool disposing) => _neurons.Dispose();
}
