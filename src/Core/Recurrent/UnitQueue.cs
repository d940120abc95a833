using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Synapses that are to be added, in units of up to <see cref="Unit"/> that lie side by side. A stretch of any length becomes
/// units without a branch that depends on its length: processors guess such branches wrong about once per stretch.
/// </summary>
sealed unsafe class UnitQueue : IDisposable
{
    /// <summary>Synapses of a whole unit.</summary>
    public const int Unit = 8;

    /// <summary>Entries that may be read, though not used, behind the last; one store writes <see cref="Unit"/> of them.</summary>
    public const int Slack = 64;

    /// <summary>From a unit to the next of its stretch: its first synapse, low 32 bits, and those that are left, high 32 bits.</summary>
    const ulong Next = unchecked((ulong)Unit - ((ulong)Unit << 32));

    int _capacity = 1024;
    ulong* _units = (ulong*)NativeMemory.AllocZeroed(1024 + Slack, sizeof(ulong));

    ~UnitQueue() => Release();

    /// <summary>Units in the queue.</summary>
    public int Count { get; private set; }

    /// <summary>The first unit: number of its first synapse, low 32 bits; synapses from there on to the end of the stretch, high 32 bits.</summary>
    public ulong* Units => _units;

    /// <summary>Empties the queue.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends a stretch.</summary>
    /// <param name="first">Number of its first synapse.</param>
    /// <param name="length">Synapses, possibly none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(uint first, int length)
    {
        int units = (length + Unit - 1) / Unit;
        if (Count + units > _capacity)
        {
            Grow(Count + units);
        }

        ulong* end = _units + Count;
        Vector512<ulong> eight = Vector512.Create(first | ((ulong)(uint)length << 32)) + Vector512.Create(
            0, Next, unchecked(2 * Next), unchecked(3 * Next), unchecked(4 * Next), unchecked(5 * Next), unchecked(6 * Next), unchecked(7 * Next));
        int written = 0;
        do
        {
            eight.Store(end + written);
            eight += Vector512.Create(unchecked(8 * Next));
            written += Vector512<ulong>.Count;
        }
        while (written < units);
        Count += units;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(int units)
    {
        _capacity = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)units);
        _units = (ulong*)NativeMemory.Realloc(_units, (nuint)(_capacity + Slack) * sizeof(ulong));
    }

    void Release()
    {
        NativeMemory.Free(_units);
        _units = null;
    }
}
