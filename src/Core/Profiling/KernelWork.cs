using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Profiling;

/// <summary>A kernel with data of a certain size, ready to run again and again on any instruction set.</summary>
public abstract class KernelWork : IDisposable
{
    /// <summary>Bytes of the working set.</summary>
    public abstract long Bytes { get; }

    /// <summary>Elements that one run works off: neuron updates or synaptic events.</summary>
    public abstract long Elements { get; }

    /// <summary>Bytes that one run must move at least.</summary>
    public abstract KernelTraffic Traffic { get; }

    /// <summary>Runs the kernel once over all data. Allocates nothing.</summary>
    public abstract void Run(KernelSet kernels);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the data.</summary>
    protected abstract void Dispose(bool disposing);
}
