using System.Runtime.InteropServices;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Recurrent;

/// <summary>What plastic synapses remember of their sources and targets. Times are timesteps modulo 2¹⁶.</summary>
sealed unsafe class PlasticState : IDisposable
{
    readonly int _ring;
    readonly int _targets;

    /// <summary>Nothing has happened yet.</summary>
    /// <param name="sources">Sources.</param>
    /// <param name="targets">Targets, a multiple of 64.</param>
    /// <param name="ring">Spikes kept per target, a power of two.</param>
    /// <param name="age">Spikes are forgotten from this age on, in timesteps.</param>
    public PlasticState(int sources, int targets, int ring, int age)
    {
        _ring = ring;
        _targets = targets;
        Ring = new AlignedBuffer<ushort>(checked(targets * ring));
        Next = new AlignedBuffer<int>(targets);
        Last = new long[sources];
        Arrivals = new long[sources];
        Trace = new AlignedBuffer<int>(targets);
        Latest = new AlignedBuffer<int>(targets);
        Loss = new AlignedBuffer<int>(targets);
        Ring.Span.Fill(unchecked((ushort)-age));
        Forget(0, age);
    }

    /// <summary>Per source: the timestep up to which its row is made up for.</summary>
    public long[] Last { get; }

    /// <summary>Per source: trace of its arrivals at that timestep.</summary>
    public long[] Arrivals { get; }

    /// <summary>Per target: trace of its spikes.</summary>
    public AlignedBuffer<int> Trace { get; }

    /// <summary>Per target: time of its last spike in the low 16 bits, of the one before in the high ones.</summary>
    public AlignedBuffer<int> Latest { get; }

    /// <summary>Per target: what an arrival takes away now in the low 16 bits, time of the last spike but two in the high ones.</summary>
    public AlignedBuffer<int> Loss { get; }

    /// <summary>Per target: a ring of times of its spikes.</summary>
    public AlignedBuffer<ushort> Ring { get; }

    /// <summary>Per target: place of its next spike in the ring.</summary>
    public AlignedBuffer<int> Next { get; }

    /// <summary>Memory in bytes.</summary>
    public long Bytes => Trace.ByteLength + Latest.ByteLength + Loss.ByteLength
        + Ring.ByteLength + Next.ByteLength + ((Last.Length + Arrivals.Length) * sizeof(long));

    /// <summary>Time of a target's spike: 1 is its last, 2 the one before.</summary>
    public ushort Earlier(int target, int back) => Ring.Address[(target * _ring) + ((Next.Address[target] - back) & (_ring - 1))];

    /// <summary>A target fires.</summary>
    public void Fired(int target, ushort time)
    {
        int* next = Next.Address + target;
        Ring.Address[(target * _ring) + *next] = time;
        *next = (*next + 1) & (_ring - 1);
        Loss.Address[target] = (Latest.Address[target] & ~ushort.MaxValue) | (ushort)Loss.Address[target];
        Latest.Address[target] = (Latest.Address[target] << 16) | time;
    }

    /// <summary>Times that lie further back than <paramref name="age"/>, or are none, become that old, before they come round again.</summary>
    /// <param name="now">The timestep.</param>
    /// <param name="age">How old.</param>
    public void Forget(ushort now, int age)
    {
        ushort oldest = (ushort)(now - age);
        foreach (ref ushort time in Ring.Span)
        {
            if ((ushort)(now - time) > age)
            {
                time = oldest;
            }
        }

        Remember();
    }

    void Remember()
    {
        for (int target = 0; target < _targets; target++)
        {
            Latest.Address[target] = (Earlier(target, 2) << 16) | Earlier(target, 1);
            Loss.Address[target] = (Earlier(target, 3) << 16) | (ushort)Loss.Address[target];
        }
    }

    /// <summary>Writes the state.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(Last.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Arrivals.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Trace.Span));
        writer.Write(MemoryMarshal.AsBytes(Ring.Span));
        writer.Write(MemoryMarshal.AsBytes(Next.Span));
    }

    /// <summary>Reads what <see cref="Save"/> wrote. Times are looked up by their distance, so none may lie ahead or too far back.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="next">The timestep that comes next.</param>
    /// <param name="age">The greatest age of a spike.</param>
    /// <exception cref="CheckpointException">A value is out of range.</exception>
    public void Load(CheckpointReader reader, long next, int age)
    {
        reader.Fill(Last, 0, Math.Max(next - 1, 0), "the time of an arrival");
        for (long source = 0; source < Last.Length; source++)
        {
            // The last step at which it was this source's turn to be brought up to date.
            long turn = next - 1 - ((next - 1 - source) & (PlasticityPlan.Longest - 1));
            if (Last[source] <= turn - PlasticityPlan.Longest)
            {
                throw new CheckpointException($"the arrival at timestep {Last[source]} is too long ago");
            }
        }

        reader.Fill(Arrivals, 0, (long)(PlasticityPlan.MostSteps + 1) << PlasticityPlan.TracePlaces, "a trace of arrivals");
        reader.Fill(Trace.Span, 0, Neurons.ExponentialSynapses.ExponentialSynapseParameters.LargestState, "a trace of spikes");
        reader.Fill(Ring.Span, "the time of a spike");
        foreach (ushort time in Ring.Span)
        {
            if ((ushort)(next - 1 - time) > age)
            {
                throw new CheckpointException("the time of a spike lies ahead or too far back");
            }
        }

        reader.Fill(Next.Span, 0, _ring - 1, "a place in a ring");
        Remember();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Trace.Dispose();
        Latest.Dispose();
        Loss.Dispose();
        Ring.Dispose();
        Next.Dispose();
    }
}
