using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Profiling;

/// <summary>Measures how fast one core moves bytes with the widest vectors it has.</summary>
static class MemoryProbe
{
    /// <summary>The four levels of this machine, the first one first.</summary>
    public static IEnumerable<(string Name, long Bytes)> Levels(CacheSizes caches) =>
    [
        ("L1", caches.Level1 * 3 / 4),
        ("L2", caches.Level2 / 2),
        ("L3", Math.Max(caches.Level3 / 4, 2 * caches.Level2)),
        ("memory", Math.Clamp(8 * caches.Level3, 192L << 20, 512L << 20)),
    ];

    public static MemoryLevel Measure(string name, long bytes, double budgetSeconds) =>
        Vector512.IsHardwareAccelerated ? MemoryProbe<Lanes512>.Measure(name, bytes, budgetSeconds)
        : Vector256.IsHardwareAccelerated ? MemoryProbe<Lanes256>.Measure(name, bytes, budgetSeconds)
        : Vector128.IsHardwareAccelerated ? MemoryProbe<Lanes128>.Measure(name, bytes, budgetSeconds)
        : MemoryProbe<ScalarLanes>.Measure(name, bytes, budgetSeconds);
}

/// <summary>The loops, eight vectors at a time.</summary>
static unsafe class MemoryProbe<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    public static MemoryLevel Measure(string name, long bytes, double budgetSeconds)
    {
        int length = checked((int)(bytes / sizeof(int) / 256 * 256));
        long size = (long)length * sizeof(int);
        using var first = new AlignedBuffer<int>(length);
        int* a = first.Address;
        double load = ShortestTime.Of(() => Load(a, length), budgetSeconds);
        double store = ShortestTime.Of(() => Store(a, length), budgetSeconds);
        double update = ShortestTime.Of(() => Update(a, length), budgetSeconds);

        // Two halves, so that both arrays together are the working set.
        int half = length / 2;
        double copy = ShortestTime.Of(() => Copy(a, a + half, half), budgetSeconds);
        return new MemoryLevel(name, size, size / load, size / store, size / copy, 2 * size / update);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Load(int* a, nint length)
    {
        TLanes x0 = default, x1 = default, x2 = default, x3 = default;
        for (nint i = 0; i < length; i += 8 * TLanes.Count)
        {
            x0 ^= TLanes.Load(a + i);
            x1 ^= TLanes.Load(a + i + TLanes.Count);
            x2 ^= TLanes.Load(a + i + (2 * TLanes.Count));
            x3 ^= TLanes.Load(a + i + (3 * TLanes.Count));
            x0 ^= TLanes.Load(a + i + (4 * TLanes.Count));
            x1 ^= TLanes.Load(a + i + (5 * TLanes.Count));
            x2 ^= TLanes.Load(a + i + (6 * TLanes.Count));
            x3 ^= TLanes.Load(a + i + (7 * TLanes.Count));
        }

        (x0 ^ x1 ^ x2 ^ x3).Store(a);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Store(int* a, nint length)
    {
        TLanes x = TLanes.Create(1);
        for (nint i = 0; i < length; i += 8 * TLanes.Count)
        {
            x.Store(a + i);
            x.Store(a + i + TLanes.Count);
            x.Store(a + i + (2 * TLanes.Count));
            x.Store(a + i + (3 * TLanes.Count));
            x.Store(a + i + (4 * TLanes.Count));
            x.Store(a + i + (5 * TLanes.Count));
            x.Store(a + i + (6 * TLanes.Count));
            x.Store(a + i + (7 * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Update(int* a, nint length)
    {
        TLanes x = TLanes.Create(1);
        for (nint i = 0; i < length; i += 4 * TLanes.Count)
        {
            (TLanes.Load(a + i) + x).Store(a + i);
            (TLanes.Load(a + i + TLanes.Count) + x).Store(a + i + TLanes.Count);
            (TLanes.Load(a + i + (2 * TLanes.Count)) + x).Store(a + i + (2 * TLanes.Count));
            (TLanes.Load(a + i + (3 * TLanes.Count)) + x).Store(a + i + (3 * TLanes.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Copy(int* from, int* to, nint length)
    {
        for (nint i = 0; i < length; i += 4 * TLanes.Count)
        {
            TLanes.Load(from + i).Store(to + i);
            TLanes.Load(from + i + TLanes.Count).Store(to + i + TLanes.Count);
            TLanes.Load(from + i + (2 * TLanes.Count)).Store(to + i + (2 * TLanes.Count));
            TLanes.Load(from + i + (3 * TLanes.Count)).Store(to + i + (3 * TLanes.Count));
        }
    }
}
