using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;

namespace Neuromorphic.Core.Tests.Kernels;

public sealed unsafe class RowKernelTests
{
    /// <summary>Lengths 0 to three of the widest vectors and a tail, at every alignment of the row.</summary>
    [Theory]
    [ClassData(typeof(KernelSets))]
    public void AddRow_equals_its_definition_at_every_length_and_offset(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        for (int length = 0; length <= 67; length++)
        {
            for (int offset = 0; offset < 17; offset += 4)
            {
                Check(kernels, length, offset, factor: null);
                Check(kernels, length, offset, factor: -3);
            }
        }
    }

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void AddScaledRow_wraps_like_its_definition_at_the_extremes(string name)
    {
        KernelSet kernels = KernelSet.Named(name);
        Gen<(int[] Values, sbyte[] Row, int Factor)> cases =
            from length in Gen.Choose(0, 50)
            from values in Generators.Array(Generators.AnyInt, length)
            from row in Generators.Array(Generators.Weight, length)
            from factor in Generators.AnyInt
            select (values, row, factor);
        Generators.ForAll(cases, c =>
        {
            using var accumulator = new AlignedBuffer<int>(c.Values.AsSpan());
            using var row = new AlignedBuffer<sbyte>(c.Row.AsSpan());
            kernels.AddScaledRow(accumulator.Address, row.Address, c.Row.Length, c.Factor);
            int[] expected = [.. c.Values.Select((v, i) => unchecked(v + (c.Factor * c.Row[i])))];
            Assert.Equal(expected, accumulator.Span.ToArray());
        });
    }

    static void Check(KernelSet kernels, int length, int offset, int? factor)
    {
        var random = new Random((length * 100) + offset);
        using var accumulator = new AlignedBuffer<int>(offset + length + 3);
        using var row = new AlignedBuffer<sbyte>(offset + length + 3);
        int[] expected = new int[accumulator.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = accumulator.Span[i] = random.Next(int.MinValue, int.MaxValue);
            row.Span[i] = (sbyte)random.Next(-128, 128);
        }

        if (factor is int f)
        {
            kernels.AddScaledRow(accumulator.Address + offset, row.Address + offset, length, f);
        }
        else
        {
            kernels.AddRow(accumulator.Address + offset, row.Address + offset, length);
        }

        for (int i = offset; i < offset + length; i++)
        {
            expected[i] = unchecked(expected[i] + ((factor ?? 1) * row.Span[i]));
        }

        // Elements before and behind the row must be untouched, too.
        Assert.Equal(expected, accumulator.Span.ToArray());
    }
}
