using System.Runtime.Intrinsics.X86;

namespace Neuromorphic.Core.Profiling;

/// <summary>Sizes of the data caches that one core sees.</summary>
/// <param name="Level1">Bytes of the first level.</param>
/// <param name="Level2">Bytes of the second level.</param>
/// <param name="Level3">Bytes of the third level; where there is none, four times the second.</param>
public readonly record struct CacheSizes(long Level1, long Level2, long Level3)
{
    const int IntelLeaf = 4;
    const int AmdLeaf = unchecked((int)0x8000001D);
    const int MostCaches = 16;

    static readonly CacheSizes Usual = new(32 << 10, 1 << 20, 16 << 20);

    /// <summary>The sizes of this machine, or usual ones where the processor does not tell.</summary>
    public static CacheSizes OfThisMachine()
    {
        if (X86Base.IsSupported)
        {
            (int highest, _, _, _) = X86Base.CpuId(0, 0);
            (uint highestExtended, _, _, _) = ((uint, int, int, int))X86Base.CpuId(unchecked((int)0x80000000), 0);
            if (highestExtended >= unchecked((uint)AmdLeaf) && Read(AmdLeaf) is CacheSizes amd)
            {
                return amd;
            }

            if (highest >= IntelLeaf && Read(IntelLeaf) is CacheSizes intel)
            {
                return intel;
            }
        }

        return Usual;
    }

    static CacheSizes? Read(int leaf)
    {
        long[] bytes = new long[4];
        for (int index = 0; index < MostCaches; index++)
        {
            (int eax, int ebx, int ecx, _) = X86Base.CpuId(leaf, index);
            const int NoCache = 0;
            const int InstructionCache = 2;
            int type = eax & 0x1F;
            int level = (eax >> 5) & 0x7;
            if (type == NoCache)
            {
                break;
            }

            if (type != InstructionCache && level is >= 1 and <= 3)
            {
                long ways = ((ebx >> 22) & 0x3FF) + 1;
                long partitions = ((ebx >> 12) & 0x3FF) + 1;
                long line = (ebx & 0xFFF) + 1;
                bytes[level] = ways * partitions * line * ((long)(uint)ecx + 1);
            }
        }

        return bytes[1] > 0 && bytes[2] > 0
            ? new CacheSizes(bytes[1], bytes[2], bytes[3] > 0 ? bytes[3] : 4 * bytes[2])
            : null;
    }
}
