using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core.Plasticity;
using Scalar = Neuromorphic.Arm.Tests.Kernels.Entries<
    Neuromorphic.Core.Kernels.ScalarLanes, Neuromorphic.Core.Kernels.ScalarShortLanes>;

namespace Neuromorphic.Arm.Tests;

/// <summary>Rows of plastic synapses under random plans.</summary>
public sealed unsafe class LearningTests
{
    const int Cases = 60;

    readonly Values _values = new(6);

    [ArmFact]
    public void Rows_that_learn_by_sums_of_products() => Comparison.Same(nameof(NeonEntries.LearnRow), &Scalar.LearnRow, Values.Many(Cases, Plan));

    [ArmFact]
    public void Rows_that_learn_by_pairs_of_spikes() => Comparison.Same(nameof(NeonEntries.LearnPairs), &Scalar.LearnPairs, Values.Many(Cases, Pair));

    [ArmFact]
    public void Shared_rows_that_learn_by_sums_of_products() => Comparison.Same(nameof(NeonEntries.LearnSharedRow), &Scalar.LearnSharedRow, Values.Many(Cases, () =>
    {
        var memory = new EmulatedMemory();
        SharedArguments<RowPlan>* a = memory.New<SharedArguments<RowPlan>>(1);
        Fill(memory, &a->Plan);
        a->Weights = memory.New<int>(_values.Ints(a->Plan.Length));
        a->Delays = memory.New<int>(_values.Ints(a->Plan.Length));
        a->Tags = memory.New<int>(_values.Ints(a->Plan.Length));
        return memory;
    }));

    [ArmFact]
    public void Shared_rows_that_learn_by_pairs_of_spikes() => Comparison.Same(nameof(NeonEntries.LearnSharedPairs), &Scalar.LearnSharedPairs, Values.Many(Cases, () =>
    {
        var memory = new EmulatedMemory();
        SharedArguments<PairRow>* a = memory.New<SharedArguments<PairRow>>(1);
        Fill(memory, &a->Plan);
        a->Weights = memory.New<int>(_values.Ints(a->Plan.Length));
        return memory;
    }));

    EmulatedMemory Plan()
    {
        var memory = new EmulatedMemory();
        Fill(memory, memory.New<RowPlan>(1));
        return memory;
    }

    void Fill(EmulatedMemory memory, RowPlan* plan)
    {
        plan->Length = 64 * _values.Between(1, 2);
        plan->Weights = memory.New<short>(Values.Many(plan->Length, () => (short)_values.Between(-256, 255)));
        plan->Delays = memory.New<short>(Values.Many(plan->Length, () => (short)_values.Between(0, 255)));
        plan->Tags = memory.New<short>(Values.Many(plan->Length, () => (short)_values.Between(-257, 255)));
        int length = plan->Length;
        plan->Weight = Target(-256, 255);
        plan->Delay = Target(0, 255);
        plan->Tag = Target(-257, 255);
        int terms = plan->Weight.Terms + plan->Delay.Terms + plan->Tag.Terms;
        RowTerm[] all = Values.Many(terms, () => new RowTerm
        {
            Scale = _values.Int(),
            Factors = _values.Between(0, 3),
            RightShift = _values.Between(0, 31),
            LeftShift = _values.Between(0, 15),
        });
        for (int i = 0; i < terms; i++)
        {
            all[i].Gate = _values.Flag() ? memory.New<int>(Values.Many(length, () => _values.Between(0, 1))) : null;
        }

        plan->Terms = memory.New<RowTerm>(all);
        int* column = memory.New<int>(Values.Many(length, () => _values.Between(-200, 200)));
        plan->Factors = memory.New<RowFactor>(Values.Many(all.Sum(term => term.Factors), () => new RowFactor
        {
            Operand = _values.OneOf(Enum.GetValues<RowOperand>()),
            Constant = _values.Between(-255, 255),
            Low = -(1 << _values.Between(0, 15)),
            High = 1 << _values.Between(0, 15),
        }));
        for (int i = 0; i < all.Sum(term => term.Factors); i++)
        {
            plan->Factors[i].Column = column;
        }

        plan->RoundingColumn = memory.New<int>(Values.Many(length, () => _values.Between(0, 127)));
        plan->AccumulatorMinimum = _values.OneOf(-32768, -32769);
    }

    RowTarget Target(int low, int high) => new() { Terms = _values.Between(0, 3), Rounding = _values.Between(0, 127), Low = low, High = high };

    EmulatedMemory Pair()
    {
        var memory = new EmulatedMemory();
        Fill(memory, memory.New<PairRow>(1));
        return memory;
    }

    void Fill(EmulatedMemory memory, PairRow* row)
    {
        row->Length = 64 * _values.Between(1, 3);
        int kind = _values.Between(0, 2);
        row->Weights = memory.New<short>(Values.Many(row->Length, () => (short)_values.Between(-256, 255)));
        row->PreChange = kind == 0 ? null : memory.New<short>(_values.Shorts(row->Length));
        row->PostMask = kind == 1 ? null : memory.New<short>(Values.Many(row->Length, () => (short)(_values.Flag() ? -1 : 0)));
        row->PostChange = _values.Short();
        row->PreFirst = _values.Flag();
        row->RoundingColumn = memory.New<short>(Values.Many(row->Length, () => (short)_values.Between(0, 127)));
        row->Rounding = (short)_values.Between(0, 127);
        row->Low = _values.OneOf<short>(-256, 0);
        row->High = 255;
    }
}
