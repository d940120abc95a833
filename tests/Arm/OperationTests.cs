using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Arm.Tests;

/// <summary>Every operation of the lanes, one by one.</summary>
public sealed unsafe class OperationTests
{
    const int Cases = 60;
    const int Elements = 64;
    const int LaneResults = 20;

    [ArmFact]
    public void Operations_of_32_bits_equal_the_scalar_ones() => Comparison.Same(
        nameof(NeonEntries.Operations), &Entries<ScalarLanes, ScalarShortLanes>.Operations, All(seed: 1, shorts: false));

    [ArmFact]
    public void Operations_of_16_bits_equal_the_scalar_ones() => Comparison.Same(
        nameof(NeonEntries.ShortOperations), &Entries<ScalarLanes, ScalarShortLanes>.ShortOperations, All(seed: 2, shorts: true));

    static EmulatedMemory[] All(int seed, bool shorts)
    {
        var values = new Values(seed);
        return Values.Many(Cases, () =>
        {
            var memory = new EmulatedMemory();
            OperationArguments* a = memory.New<OperationArguments>(1);
            a->A = Operand();
            a->B = Operand();
            a->C = Operand();
            a->D = Operand();

            // Equal operands are where "greater" and "at least" part.
            for (int i = 0; i < Elements; i += values.Between(1, 5))
            {
                a->B[i] = a->A[i];
            }

            a->Bytes = memory.New<sbyte>(values.Bytes(Elements));
            a->Words = memory.New<short>(values.Shorts(Elements));
            a->Count = Elements;
            a->Shift = values.Between(0, 31);
            a->Lanes = memory.New<int>(Elements * LaneResults);
            a->ShortLanes = memory.New<short>(Elements * LaneResults);
            a->Masks = memory.New<ulong>(3);
            return memory;

            int* Operand() => shorts ? (int*)memory.New<short>(values.Shorts(2 * Elements)) : memory.New<int>(values.Ints(Elements));
        });
    }
}
