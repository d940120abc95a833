using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.AdaptiveThreshold;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Neurons.SigmaDelta;
using Neuromorphic.Core.Neurons.TrueNorth;
using Scalar = Neuromorphic.Arm.Tests.Kernels.Entries<
    Neuromorphic.Core.Kernels.ScalarLanes, Neuromorphic.Core.Kernels.ScalarShortLanes>;

namespace Neuromorphic.Arm.Tests;

/// <summary>Several timesteps of every neuron model from arbitrary states: potentials, spikes, driven neurons.</summary>
public sealed unsafe class NeuronTests
{
    const int Cases = 40;
    const int Steps = 4;

    readonly Values _values = new(3);

    [ArmFact]
    public void Integrate_and_fire() =>
        Same<IntegrateAndFire>(nameof(NeonEntries.IntegrateAndFire), &Scalar.Step<IntegrateAndFire>, () => default);

    [ArmFact]
    public void Leaky_integrate_and_fire() => Same<LeakyIntegrateAndFire>(nameof(NeonEntries.Leaky), &Scalar.Step<LeakyIntegrateAndFire>, () =>
    {
        int decay = _values.OneOf(0, 1, 2048, 4095, 4096, _values.Between(0, 4096));
        return _values.Flag() ? LeakyIntegrateAndFire.SoftReset(decay) : LeakyIntegrateAndFire.HardReset(decay, _values.Int());
    });

    [ArmFact]
    public void Accumulating_neurons() => Same<int>(nameof(NeonEntries.Accumulate), &Scalar.Accumulate, () => 0);

    [ArmFact]
    public void Loihi() => Same<LoihiNeuron, LoihiState>(nameof(NeonEntries.Loihi), &Scalar.Advance<LoihiNeuron, LoihiState>, (int)LoihiState.Part.Count, LoihiModel, (first, stride) => new LoihiState((int*)first, stride));

    [ArmFact]
    public void TrueNorth() => Same<TrueNorthNeuron, TrueNorthState>(
        nameof(NeonEntries.TrueNorth),
        &Scalar.Advance<TrueNorthNeuron, TrueNorthState>,
        (int)TrueNorthState.Part.Count,
        () => new TrueNorthNeuron(_values.OneOf(
            TrueNorthRules.Cassidy, TrueNorthRules.Ranc, TrueNorthRules.RancSymmetric, TrueNorthRules.RancHardware(9), TrueNorthRules.NeMo, TrueNorthRules.PaiBox)),
        (first, stride) => new TrueNorthState((int*)first, stride));

    [ArmFact]
    public void Adaptive_threshold() => Same<AdaptiveThresholdNeuron, AdaptiveThresholdState>(
        nameof(NeonEntries.AdaptiveThreshold),
        &Scalar.Advance<AdaptiveThresholdNeuron, AdaptiveThresholdState>,
        (int)AdaptiveThresholdState.Part.Count,
        () => new AdaptiveThresholdNeuron(new AdaptiveThresholdParameters
        {
            CurrentDecay = _values.Between(0, 4095),
            VoltageDecay = _values.Between(0, 4096),
            ThresholdDecay = _values.Between(0, 4096),
            RefractoryDecay = _values.Between(0, 4096),
            RestingThreshold = _values.Between(0, 131071),
            ThresholdStep = _values.Between(0, 131071),
        }),
        (first, stride) => new AdaptiveThresholdState((int*)first, stride));

    [ArmFact]
    public void Sigma_delta() => Same<SigmaDeltaNeuron, SigmaDeltaState>(
        nameof(NeonEntries.SigmaDelta),
        &Scalar.Advance<SigmaDeltaNeuron, SigmaDeltaState>,
        (int)SigmaDeltaState.Part.Count,
        () => new SigmaDeltaNeuron(new SigmaDeltaParameters
        {
            Threshold = [0],
            Rectifies = _values.Flag(),
            CumulativeError = _values.Flag(),
            StateExponent = _values.Between(0, 31),
        }),
        (first, stride) => new SigmaDeltaState((int*)first, stride));

    [ArmFact]
    public void Neurons_of_16_bits() => Comparison.Same(nameof(NeonEntries.ShortStep), &Scalar.ShortStep, Values.Many(Cases, () =>
    {
        var memory = new EmulatedMemory();
        ShortStepArguments* a = memory.New<ShortStepArguments>(1);
        a->Model = new ShortLeakyIntegrateAndFire(
            _values.OneOf(0, 1, ShortLeakyIntegrateAndFire.LargestDecay, _values.Between(0, ShortLeakyIntegrateAndFire.LargestDecay)), _values.Short(), _values.Short());
        a->Steps = Steps;
        a->Words = _values.Between(1, 3);
        a->Potential = memory.New<short>(_values.Shorts(a->Words * 64));
        a->Current = memory.New<short>(_values.Shorts(a->Words * 64));
        a->Spikes = memory.New<ulong>(Steps * a->Words);
        return memory;
    }));

    LoihiNeuron LoihiModel()
    {
        LoihiRules rules = _values.OneOf(LoihiRules.Lava, LoihiRules.NengoLoihi, LoihiRules.Brian2Loihi, LoihiRules.Loihi1);
        return new LoihiNeuron(rules, new LoihiParameters
        {
            CurrentDecay = _values.Between(0, 4095),
            VoltageDecay = _values.Between(0, 4095),
            Threshold = [0],
            LowerThreshold = _values.Flag() ? _values.Int() : null,
            RefractoryDelay = [_values.Between(1, 4)],
            VoltageRange = _values.Flag() ? (-1023, 1 << 21) : null,
            Noise = _values.Flag() ? new LoihiNoise { Exponent = _values.Between(0, 23), Offset = _values.Between(-8, 7), AtMembrane = _values.Flag() } : null,
        });
    }

    void Same<TModel>(string entry, delegate*<void*, void> scalar, Func<TModel> model)
        where TModel : unmanaged => Comparison.Same(entry, scalar, Values.Many(Cases, () =>
        {
            var memory = new EmulatedMemory();
            StepArguments<TModel>* a = memory.New<StepArguments<TModel>>(1);
            a->Model = model();
            a->Steps = Steps;
            a->Words = _values.Between(1, 3);
            a->Potential = memory.New<int>(_values.Ints(a->Words * 64));
            a->Current = memory.New<int>(_values.Ints(a->Words * 64));
            a->Threshold = memory.New<int>(_values.Ints(a->Words * 64));
            a->Bias = memory.New<int>(_values.Ints(a->Words * 64));
            a->Spikes = memory.New<ulong>(Steps * a->Words);
            a->Driven = memory.New<ulong>(Steps * a->Words);
            return memory;
        }));

    void Same<TModel, TState>(
        string entry, delegate*<void*, void> scalar, int arrays, Func<TModel> model, Func<nint, int, TState> state)
        where TModel : unmanaged
        where TState : unmanaged => Comparison.Same(entry, scalar, Values.Many(Cases, () =>
        {
            var memory = new EmulatedMemory();
            AdvanceArguments<TModel, TState>* a = memory.New<AdvanceArguments<TModel, TState>>(1);
            a->Model = model();
            a->Steps = Steps;
            a->Words = _values.Between(1, 3);
            a->State = state((nint)memory.New<int>(_values.Ints(arrays * a->Words * 64)), a->Words * 64);
            a->Spikes = memory.New<ulong>(Steps * a->Words);
            a->Negative = memory.New<ulong>(Steps * a->Words);
            a->Driven = memory.New<ulong>(Steps * a->Words);
            return memory;
        }));
}
