using System.Runtime.InteropServices;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Who fired in the last timesteps, of the neurons of one shard: a ring of lists, each sorted by population. A neuron
/// stands with its number in its population.
/// </summary>
/// <remarks>Memory for the case that all fire is reserved; pages that are never written cost nothing.</remarks>
sealed unsafe class SpikeHistory : IDisposable
{
    readonly int _mask;
    readonly int _populations;
    readonly int[] _starts;
    readonly nint _capacity;
    int* _neurons;

    /// <summary>An empty history.</summary>
    /// <param name="steps">Timesteps that are kept, at least 1.</param>
    /// <param name="neurons">Neurons of the shard.</param>
    /// <param name="populations">Populations of the network.</param>
    public SpikeHistory(int steps, int neurons, int populations)
    {
        int slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)steps);
        _mask = slots - 1;
        _populations = populations;
        _starts = new int[slots * (populations + 1)];
        _capacity = neurons;
        _neurons = (int*)NativeMemory.AllocZeroed((nuint)slots * (nuint)neurons, sizeof(int));
    }

    ~SpikeHistory() => Release();

    /// <summary>The list of a timestep, to be filled population by population.</summary>
    public int* List(long step) => _neurons + (Slot(step) * _capacity);

    /// <summary>Where each population's spikes start in the list of a timestep; one more entry closes the last.</summary>
    public Span<int> Starts(long step) => _starts.AsSpan(Slot(step) * (_populations + 1), _populations + 1);

    /// <summary>Writes the lists of the last timesteps.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="next">The timestep that comes next.</param>
    public void Save(BinaryWriter writer, long next)
    {
        for (long step = Math.Max(next - _mask - 1, 0); step < next; step++)
        {
            Span<int> starts = Starts(step);
            writer.Write(MemoryMarshal.AsBytes(starts));
            writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(List(step), starts[^1])));
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="next">The timestep that comes next.</param>
    /// <param name="sizes">Neurons per population.</param>
    /// <exception cref="CheckpointException">A value is out of range.</exception>
    public void Load(CheckpointReader reader, long next, IReadOnlyList<int> sizes)
    {
        for (long step = Math.Max(next - _mask - 1, 0); step < next; step++)
        {
            Span<int> starts = Starts(step);
            reader.Fill(starts, 0, (int)_capacity, "a number of spikes");
            for (int p = 0; p < _populations; p++)
            {
                if (starts[p] > starts[p + 1] || starts[0] != 0)
                {
                    starts.Clear();
                    throw new CheckpointException("numbers of spikes fall");
                }

                reader.Fill(new Span<int>(List(step) + starts[p], starts[p + 1] - starts[p]), 0, sizes[p] - 1, "a neuron that fired");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    int Slot(long step) => (int)(step & _mask);

    void Release()
    {
        NativeMemory.Free(_neurons);
        _neurons = null;
    }
}
