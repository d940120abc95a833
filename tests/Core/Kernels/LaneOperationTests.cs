using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>Every operation of every width equals the scalar one in each lane.</summary>
public sealed unsafe class LaneOperationTests
{
    const int Longest = 16;

    [Fact]
    public void All_widths_equal_the_scalar_definition()
    {
        Gen<(int[] A, int[] B, int[] C, int[] D, int Count)> cases =
            from a in Generators.Array(Generators.AnyInt, Longest)
            from b in Generators.Array(Generators.AnyInt, Longest)
            from same in Generators.Array(Gen.Choose(0, 3), Longest)
            from c in Generators.Array(Generators.AnyInt, Longest)
            from d in Generators.Array(Generators.AnyInt, Longest)
            from count in Gen.Choose(0, 31)
            select (a, b.Zip(a, same).Select(x => x.Third == 0 ? x.Second : x.First).ToArray(), c, d, count);
        Generators.ForAll(
            cases,
            one =>
            {
                string[] expected = Results<ScalarLanes>(one.A, one.B, one.C, one.D, one.Count);
                Assert.Equal(expected, Results<Lanes128>(one.A, one.B, one.C, one.D, one.Count));
                Assert.Equal(expected, Results<Lanes256>(one.A, one.B, one.C, one.D, one.Count));
                Assert.Equal(expected, Results<Lanes512>(one.A, one.B, one.C, one.D, one.Count));
            },
            tests: 500);
    }

    static string[] Results<TLanes>(int[] a, int[] b, int[] c, int[] d, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        short[] words = [.. a.Select(x => unchecked((short)x))];
        return
        [
            Each((x, y, z, w) => x | y),
            Each((x, y, z, w) => x << count),
            Each((x, y, z, w) => x >> count),
            Each((x, y, z, w) => x >>> count),
            Each((x, y, z, w) => TLanes.ShiftRight(x, y & TLanes.Create(31))),
            Each((x, y, z, w) => Gathered(x)),
            Each((x, y, z, w) => LookedUp(x)),
            Each((x, y, z, w) => TLanes.Min(x, y)),
            Each((x, y, z, w) => TLanes.Max(x, y)),
            Each((x, y, z, w) => TLanes.SelectWhereGreater(x, y, z, w)),
            Each((x, y, z, w) => TLanes.SelectWhereAtLeast(x, y, z, w)),
            Each((x, y, z, w) => TLanes.MultiplyHighUnsigned(x, y)),
            Counts(),
            Mask((x, y) => TLanes.MaskGreater(x, y)),
            Mask((x, y) => TLanes.MaskAtLeast(x, y)),
            Mask((x, y) => TLanes.MaskNonZero(x)),
            Widened(),
        ];

        TLanes Gathered(TLanes x)
        {
            fixed (int* table = d)
            {
                return TLanes.Gather(table, x & TLanes.Create(Longest - 1));
            }
        }

        TLanes LookedUp(TLanes x)
        {
            fixed (int* table = (int[])[.. a, .. b])
            {
                return TLanes.LookUp(table, x & TLanes.Create(31));
            }
        }

        string Each(Func<TLanes, TLanes, TLanes, TLanes, TLanes> operation)
        {
            int[] result = new int[Longest];
            fixed (int* pa = a, pb = b, pc = c, pd = d, pr = result)
            {
                for (int i = 0; i < Longest; i += TLanes.Count)
                {
                    operation(TLanes.Load(pa + i), TLanes.Load(pb + i), TLanes.Load(pc + i), TLanes.Load(pd + i)).Store(pr + i);
                }
            }

            return string.Join(' ', result);
        }

        string Counts()
        {
            int[] result = new int[64];
            ulong[] digits = [.. a.Zip(b, (x, y) => ((ulong)(uint)x << 32) | (uint)y).Take(7)];
            fixed (ulong* pd = digits)
            {
                fixed (int* pr = result)
                {
                    TLanes.AddCounts(pr, pd, count % (digits.Length + 1), c[0]);
                }
            }

            return string.Join(' ', result);
        }

        string Mask(Func<TLanes, TLanes, ulong> operation)
        {
            ulong mask = 0;
            fixed (int* pa = a, pb = b)
            {
                for (int i = 0; i < Longest; i += TLanes.Count)
                {
                    mask |= operation(TLanes.Load(pa + i), TLanes.Load(pb + i)) << i;
                }
            }

            return mask.ToString("x", null);
        }

        string Widened()
        {
            int[] result = new int[Longest];
            fixed (short* source = words)
            {
                fixed (int* target = result)
                {
                    for (int i = 0; i < Longest; i += TLanes.Count)
                    {
                        TLanes.LoadWidened(source + i).Store(target + i);
                    }
                }
            }

            return string.Join(' ', result);
        }
    }
}
