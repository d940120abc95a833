using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core.Kernels;
using Scalar = Neuromorphic.Arm.Tests.Kernels.Entries<
    Neuromorphic.Core.Kernels.ScalarLanes, Neuromorphic.Core.Kernels.ScalarShortLanes>;

namespace Neuromorphic.Arm.Tests;

/// <summary>Rows of weights at every length of 0 to three steps of the loop and a tail, and at every offset within a vector.</summary>
public sealed unsafe class RowTests
{
    const int Longest = (3 * 16) + 15;

    readonly Values _values = new(4);

    [ArmFact]
    public void Rows() => Comparison.Same(nameof(NeonEntries.AddRow), &Scalar.AddRow, Bytes<int>(_values.Ints));

    [ArmFact]
    public void Scaled_rows() => Comparison.Same(nameof(NeonEntries.AddScaledRow), &Scalar.AddScaledRow, Bytes<int>(_values.Ints));

    [ArmFact]
    public void Rows_added_to_16_bits() => Comparison.Same(nameof(NeonEntries.AddRowToShorts), &Scalar.AddRowToShorts, Bytes<short>(_values.Shorts));

    [ArmFact]
    public void Rows_of_16_bits() => Comparison.Same(nameof(NeonEntries.AddWords), &Scalar.AddWords, Words<short>(_values.Shorts));

    [ArmFact]
    public void Scaled_rows_of_16_bits() => Comparison.Same(nameof(NeonEntries.AddScaledWords), &Scalar.AddScaledWords, Words<short>(_values.Shorts));

    [ArmFact]
    public void Sums_on_their_way() => Comparison.Same(nameof(NeonEntries.MoveShifted), &Scalar.MoveShifted, Words<int>(_values.Ints));

    [ArmFact]
    public void Several_rows_at_once() => Comparison.Same(nameof(NeonEntries.Tile), &Scalar.Tile, Values.Many(60, () =>
    {
        var memory = new EmulatedMemory();
        TileArguments* a = memory.New<TileArguments>(1);
        a->Count = _values.OneOf(1, 2, 3, 10, RowTile.MostRows);
        a->Length = _values.Between(1, 25) * Lanes128.RowLanes;
        a->Offset = _values.Between(0, 70);
        a->Accumulator = memory.New<int>(_values.Ints(a->Length));
        a->Rows = (sbyte**)memory.New<nint>(a->Count);
        bool extreme = _values.Flag();
        sbyte* weights = memory.New<sbyte>(Values.Many(4 * (a->Offset + a->Length), () => extreme ? sbyte.MinValue : _values.Byte()));
        for (int i = 0; i < a->Count; i++)
        {
            a->Rows[i] = weights + (_values.Between(0, 3) * (a->Offset + a->Length));
        }

        return memory;
    }));

    EmulatedMemory[] Bytes<T>(Func<int, T[]> sums)
        where T : unmanaged => [.. Enumerable.Range(0, (Longest + 1) * 2).Select(i =>
        {
            var memory = new EmulatedMemory();
            RowArguments* a = memory.New<RowArguments>(1);
            a->Length = i / 2;
            a->Factor = _values.Int();

            // Aligned, and so that the last element is the last before the slack.
            int first = i % 2 == 0 ? 0 : 64 - a->Length;
            a->Accumulator = memory.New<T>(sums(64)) + first;
            a->Row = memory.New<sbyte>(_values.Bytes(64)) + first;
            return memory;
        })];

    EmulatedMemory[] Words<T>(Func<int, T[]> row)
        where T : unmanaged => Values.Many(64, () =>
        {
            var memory = new EmulatedMemory();
            RowArguments* a = memory.New<RowArguments>(1);
            a->Length = _values.Between(1, 3);
            a->Factor = sizeof(T) == sizeof(int) ? _values.Between(-31, 31) : _values.Int();
            a->Accumulator = memory.New<int>(_values.Ints(a->Length * 64));
            a->Row = memory.New<T>(row(a->Length * 64));
            return memory;
        });
}
