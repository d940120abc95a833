using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;
using Scalar = Neuromorphic.Arm.Tests.Kernels.Entries<
    Neuromorphic.Core.Kernels.ScalarLanes, Neuromorphic.Core.Kernels.ScalarShortLanes>;

namespace Neuromorphic.Arm.Tests;

/// <summary>The kernels of recurrent networks: neurons, random drive, traces of plastic synapses, rows of bits.</summary>
public sealed unsafe class RecurrentTests
{
    const int Cases = 40;
    const int Steps = 4;
    const int Register = ExponentialSynapseParameters.LargestState;

    readonly Values _values = new(9);

    [ArmFact]
    public void Neurons_with_exponential_synapses() => Comparison.Same(
        nameof(NeonEntries.ExponentialSynapse),
        &Scalar.Advance<ExponentialSynapseNeuron, ExponentialSynapseState>,
        Values.Many(Cases, () =>
        {
            var memory = new EmulatedMemory();
            var a = memory.New<AdvanceArguments<ExponentialSynapseNeuron, ExponentialSynapseState>>(1);
            a->Model = new ExponentialSynapseNeuron(Parameters());
            a->Steps = Steps;
            a->Words = _values.Between(1, 3);
            int* arrays = memory.New<int>(_values.Ints((int)Part.Count * a->Words * 64));
            a->State = new ExponentialSynapseState(arrays, a->Words * 64);
            foreach (Part part in new[] { Part.Potential, Part.Excitatory, Part.Inhibitory, Part.Refractory, Part.Bias })
            {
                for (int i = 0; i < a->Words * 64; i++)
                {
                    a->State[part][i] = part == Part.Refractory ? _values.Between(0, 3) : _values.Between(-Register, Register);
                }
            }

            a->Spikes = memory.New<ulong>(Steps * a->Words);
            a->Negative = memory.New<ulong>(Steps * a->Words);
            a->Driven = memory.New<ulong>(Steps * a->Words);
            return memory;
        }));

    [ArmFact]
    public void Random_bits() => Same(nameof(NeonEntries.FillRandom), &Scalar.FillRandom, (memory, a) =>
    {
        a->Value = _values.Int();
        a->Count = _values.Between(1, 5);
        a->Steps = _values.Int();
        a->Key = ((ulong)(uint)_values.Int() << 32) | (uint)_values.Int();
        a->Table = memory.New<int>([.. Enumerable.Range(0, 16)]);
        a->Integers = memory.New<int>(a->Words * 64);
    });

    [ArmFact]
    public void Values_drawn_from_a_table() => Same(nameof(NeonEntries.AddDrawn), &Scalar.AddDrawn, (memory, a) =>
    {
        a->Value = _values.OneOf(0, 16);
        a->Table = memory.New<int>([.. Values.Many(KernelSet.Columns, () => _values.Between(0, 1 << KernelSet.CoinBits)), .. _values.Ints(2 * KernelSet.Columns)]);
        a->Random = memory.New<int>(_values.Ints(a->Words * 64));
        a->Integers = memory.New<int>(_values.Ints(a->Words * 64));
    });

    [ArmFact]
    public void Traces() => Same(nameof(NeonEntries.DecayTraces), &Scalar.DecayTraces, (memory, a) =>
    {
        a->Loss = RoundedFactor.Nearest(_values.OneOf(0, 1e-5, 0.005, 0.3, 1));
        a->Worth = RoundedFactor.Nearest(_values.OneOf(1e-4, 0.01, 0.5, 7.9));
        a->Integers = memory.New<int>(Values.Many(a->Words * 64, () => _values.Flag() ? _values.Between(0, 1 << 26) : _values.Between(0, 2000)));
        a->Table = memory.New<int>(_values.Ints(a->Words * 64));
    });

    [ArmFact]
    public void Rows_of_bits() => Same(nameof(NeonEntries.AddBitRows), &Scalar.AddBitRows, (memory, a) =>
    {
        a->Count = _values.OneOf(1, 2, 7, 8, 9, 40, KernelSet.MostBitRows);
        a->Value = _values.Int();
        bool full = _values.Flag();
        a->Rows = (uint**)memory.New<nint>(a->Count);
        uint* bits = (uint*)memory.New<int>(full ? Values.Many(a->Count * a->Words * 16, () => -1) : _values.Ints(a->Count * a->Words * 16));
        for (int r = 0; r < a->Count; r++)
        {
            a->Rows[r] = bits + (r * a->Words * 16);
        }

        a->Integers = memory.New<int>(_values.Ints(a->Words * 512));
        a->Scratch = memory.New<uint>(RecurrentKernels<Lanes128>.ScratchWords);
    });

    ExponentialSynapseParameters Parameters()
    {
        int threshold = _values.Between(-1000, Register);
        return new ExponentialSynapseParameters
        {
            Leak = RoundedFactor.Nearest(_values.OneOf(0, 0.005, 0.2, 1)),
            Excitatory = _values.Flag() ? Current() : null,
            Inhibitory = _values.Flag() ? Current() : null,
            HasPotentialInput = _values.Flag(),
            Threshold = threshold,
            Reset = threshold - _values.Between(1, 5000),
            RefractorySteps = _values.Between(0, 3),
        };
    }

    SynapticCurrent Current() => new(
        RoundedFactor.Nearest(_values.OneOf(0.001, 0.02, 1)), RoundedFactor.Nearest(_values.OneOf(0, 0.01, 3.3, 7.9)));

    static void Same(string entry, delegate*<void*, void> scalar, Setup fill)
    {
        Values words = new(2);
        Comparison.Same(entry, scalar, Values.Many(Cases, () =>
        {
            var memory = new EmulatedMemory();
            RecurrentArguments* a = memory.New<RecurrentArguments>(1);
            a->Words = words.Between(1, 3);
            fill(memory, a);
            return memory;
        }));
    }

    delegate void Setup(EmulatedMemory memory, RecurrentArguments* arguments);
}
