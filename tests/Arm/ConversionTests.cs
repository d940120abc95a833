using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core.Neurons.Conversion;
using Scalar = Neuromorphic.Arm.Tests.Kernels.Entries<
    Neuromorphic.Core.Kernels.ScalarLanes, Neuromorphic.Core.Kernels.ScalarShortLanes>;

namespace Neuromorphic.Arm.Tests;

/// <summary>Several timesteps of the neurons of converted networks from arbitrary states: potentials, counts, payloads, spikes.</summary>
public sealed unsafe class ConversionTests
{
    const int Cases = 40;
    const int Steps = 4;
    const int Cells = 16;

    readonly Values _values = new(11);

    [ArmFact]
    public void Signed_integrate_and_fire() => Same<SignedIntegrateAndFire>(nameof(NeonEntries.Signed), &Scalar.StepConversion<SignedIntegrateAndFire>, () => default);

    [ArmFact]
    public void Multi_threshold() => Same<MultiThreshold>(
        nameof(NeonEntries.MultiThreshold), &Scalar.StepConversion<MultiThreshold>, () => new MultiThreshold(_values.Between(2, MultiThreshold.MostBits)));

    [ArmFact]
    public void Settling() => Same<Settling>(nameof(NeonEntries.Settling), &Scalar.StepConversion<Settling>, () => new Settling(_values.Flag()));

    [ArmFact]
    public void Count_coded() => Same<CountCoded>(nameof(NeonEntries.CountCoded), &Scalar.StepConversion<CountCoded>, () => default);

    [ArmFact]
    public void Time_to_first_spike() =>
        Same<TimeToFirstSpike>(nameof(NeonEntries.TimeToFirstSpike), &Scalar.StepConversion<TimeToFirstSpike>, () => default);

    [ArmFact]
    public void Sums_of_values() => Comparison.Same(nameof(NeonEntries.AddValues), &Scalar.AddValues, Values.Many(Cases, () =>
    {
        var memory = new EmulatedMemory();
        RowArguments* a = memory.New<RowArguments>(1);
        a->Length = _values.Between(1, 3);
        a->Accumulator = memory.New<int>(_values.Ints(a->Length * 64));
        a->Row = memory.New<int>(_values.Ints(a->Length * 64));
        return memory;
    }));

    void Same<TModel>(string entry, delegate*<void*, void> scalar, Func<TModel> model)
        where TModel : unmanaged => Comparison.Same(entry, scalar, Values.Many(Cases, () =>
        {
            var memory = new EmulatedMemory();
            ConversionArguments<TModel>* a = memory.New<ConversionArguments<TModel>>(1);
            a->Model = model();
            a->Steps = Steps;
            a->Words = _values.Between(1, 3);
            int neurons = a->Words * 64;
            a->State = new ConversionState
            {
                Potential = memory.New<int>(_values.Ints(neurons)),
                Count = memory.New<int>(Values.Many(neurons, () => _values.Between(-40, 40))),
                Threshold = memory.New<int>(Values.Many(neurons, () => _values.Between(1, 1 << 20))),
                Limit = memory.New<int>(Values.Many(neurons, () => _values.OneOf(0, 1, 31, 32, short.MaxValue))),
                Levels = Levels(memory, neurons),
                Remaining = _values.Between(1, Steps),
            };
            a->Current = memory.New<int>(_values.Ints(neurons));
            a->Bias = memory.New<int>(_values.Ints(neurons));
            a->Payload = memory.New<short>(Steps * neurons);
            a->Spikes = memory.New<ulong>(Steps * a->Words);
            a->Driven = memory.New<ulong>(Steps * a->Words);
            return memory;
        }));

    /// <summary>For every neuron one of two tables of some cells of a width of 2^shift, from an origin on.</summary>
    LevelLookup Levels(EmulatedMemory memory, int neurons)
    {
        int shift = _values.OneOf(0, 1, 12, 26);
        int width = (Cells << shift) - 1;
        int[] origins = Values.Many(neurons, () => _values.OneOf(int.MinValue, -width, -1, 0, int.MaxValue - width));
        return new LevelLookup
        {
            Origin = memory.New<int>(origins),
            Top = memory.New<int>([.. origins.Select(origin => origin + width)]),
            Shift = memory.New<int>(Values.Many(neurons, () => shift)),
            Start = memory.New<int>(Values.Many(neurons, () => _values.OneOf(0, Cells + 1))),
            Splits = memory.New<int>(_values.Ints(2 * (Cells + 1))),
            Levels = memory.New<int>(Values.Many(2 * (Cells + 1), () => _values.Between(-200, 200))),
        };
    }
}
