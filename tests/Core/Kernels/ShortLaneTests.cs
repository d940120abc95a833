using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>Members of the 16-bit lanes against their definitions, over all pairs of extreme and ordinary values.</summary>
public sealed unsafe class ShortLaneTests
{
    static readonly short[] Values = [short.MinValue, short.MinValue + 1, -4096, -257, -1, 0, 1, 2, 255, 256, 4095, 16384, short.MaxValue - 1, short.MaxValue];

    [Fact]
    public void Every_operation_of_every_width_equals_its_definition()
    {
        Check<ScalarShortLanes>();
        Check<ShortLanes128>();
        Check<ShortLanes256>();
        Check<ShortLanes512>();
    }

    static void Check<TLanes>()
        where TLanes : unmanaged, IShortLanes<TLanes>
    {
        using var left = new AlignedBuffer<short>(TLanes.Count);
        using var right = new AlignedBuffer<short>(TLanes.Count);
        using var result = new AlignedBuffer<short>(TLanes.Count);
        for (int shift = 0; shift < Values.Length * Values.Length; shift++)
        {
            for (int i = 0; i < TLanes.Count; i++)
            {
                int pair = (shift + i) % (Values.Length * Values.Length);
                left.Span[i] = Values[pair / Values.Length];
                right.Span[i] = Values[pair % Values.Length];
            }

            TLanes a = TLanes.Load(left.Address);
            TLanes b = TLanes.Load(right.Address);
            Equal(a + b, (x, y) => x + y);
            Equal(a - b, (x, y) => x - y);
            Equal(a & b, (x, y) => x & y);
            Equal(a ^ b, (x, y) => x ^ y);
            Equal(a << (shift % 16), (x, _) => x << (shift % 16));
            Equal(a >> (shift % 16), (x, _) => x >> (shift % 16));
            Equal(TLanes.Min(a, b), Math.Min);
            Equal(TLanes.Max(a, b), Math.Max);
            Equal(TLanes.AddSaturated(a, b), (x, y) => Math.Clamp(x + y, short.MinValue, short.MaxValue));
            Equal(TLanes.MultiplyHigh(a, b), (x, y) => (x * y) >> 16);
            Equal(TLanes.ReplaceWhereAtLeast(a, b, TLanes.Create(7)), (x, y) => x >= y ? 7 : x);
            for (int i = 0; i < TLanes.Count; i++)
            {
                Assert.Equal(left.Span[i] >= right.Span[i], ((TLanes.MaskAtLeast(a, b) >> i) & 1) != 0);
            }

            void Equal(TLanes actual, Func<int, int, int> definition)
            {
                actual.Store(result.Address);
                for (int i = 0; i < TLanes.Count; i++)
                {
                    Assert.Equal(unchecked((short)definition(left.Span[i], right.Span[i])), result.Span[i]);
                }
            }
        }
    }
}
