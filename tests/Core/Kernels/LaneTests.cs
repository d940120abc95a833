using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>Members of the lanes against their definitions, in every lane.</summary>
public sealed unsafe class LaneTests
{
    [Theory]
    [ClassData(typeof(LaneTypes))]
    public void A_decay_rounds_toward_zero_exactly(LaneType lanes)
    {
        Gen<int> keep = Gen.Frequency((4, Gen.Choose(0, 4096)), (1, Gen.Elements(0, 1, 4095, 4096)));

        // Multiples of 2¹² and 2¹⁵, and what lies beside them, are where halves of a product meet.
        Gen<int> beside = from high in Generators.AnyInt from low in Gen.Choose(-2, 2) select unchecked((high << 12) + low);
        Gen<int> value = Gen.Frequency((3, Generators.AnyInt), (2, beside), (1, Gen.Elements(int.MinValue, int.MinValue + 1, int.MaxValue, -1, 0)));
        Gen<(int[] Values, int Keep)> cases =
            from values in Generators.Array(value, lanes.Count)
            from k in keep
            select (values, k);
        Generators.ForAll(cases, c =>
        {
            using var values = new AlignedBuffer<int>(c.Values.AsSpan());
            lanes.DecayTowardZero(values.Address, c.Keep);
            Assert.Equal([.. c.Values.Select(v => (int)((long)v * c.Keep / 4096))], values.Span.ToArray());
        });
    }

    [Theory]
    [ClassData(typeof(LaneTypes))]
    public void A_magnitude_gets_its_own_sign_back(LaneType lanes) =>
        Generators.ForAll(Generators.Array(Generators.AnyInt, lanes.Count), c =>
        {
            using var values = new AlignedBuffer<int>(c.Select(v => unchecked(v < 0 ? -v : v)).ToArray().AsSpan());
            using var signs = new AlignedBuffer<int>(c.AsSpan());
            lanes.WithSignOf(values.Address, signs.Address);
            Assert.Equal(c, values.Span.ToArray());
        });

    [Theory]
    [ClassData(typeof(LaneTypes))]
    public void Masks_of_four_vectors_are_in_order(LaneType lanes)
    {
        Gen<int> value = Gen.Frequency((3, Gen.Constant(0)), (2, Generators.AnyInt), (1, Gen.Elements(1 << 8, 1 << 16, 1 << 24, int.MinValue)));
        Generators.ForAll(Generators.Array(value, 4 * lanes.Count), c =>
        {
            using var values = new AlignedBuffer<int>(c.AsSpan());
            ulong expected = 0;
            for (int i = 0; i < c.Length; i++)
            {
                expected |= c[i] != 0 ? 1UL << i : 0;
            }

            Assert.Equal(expected, lanes.MasksNonZero(values.Address));
        });
    }

    /// <summary>The most rows of the least weight reach exactly the least 16-bit sum.</summary>
    [Theory]
    [ClassData(typeof(LaneTypes))]
    public void As_many_rows_as_allowed_do_not_overflow(LaneType lanes)
    {
        const int Length = 64 * 9;
        sbyte** rows = stackalloc sbyte*[RowTile.MostRows];
        foreach (sbyte weight in new sbyte[] { sbyte.MinValue, sbyte.MaxValue })
        {
            using var accumulator = new AlignedBuffer<int>(Length);
            using var row = new AlignedBuffer<sbyte>(Length);
            row.Span.Fill(weight);
            accumulator.Span.Fill(int.MaxValue);
            for (int i = 0; i < RowTile.MostRows; i++)
            {
                rows[i] = row.Address;
            }

            lanes.AddRows(accumulator.Address, rows, RowTile.MostRows, Length);
            int expected = unchecked(int.MaxValue + (weight * RowTile.MostRows));
            Assert.All(accumulator.Span.ToArray(), value => Assert.Equal(expected, value));
        }
    }
}
