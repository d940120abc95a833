using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.AdaptiveThreshold;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Neurons.SigmaDelta;
using Neuromorphic.Core.Neurons.TrueNorth;
using Neuromorphic.Core.Reference;
using Neuromorphic.Core.Tests.Neurons;

namespace Neuromorphic.Core.Tests.Reference;

/// <summary>
/// Every neuron model stays inside its derived bound of float64, and comes close to it somewhere: a bound that nothing
/// approaches would prove little.
/// </summary>
public sealed class NeuronTwinTests
{
    const int Steps = 60;

    /// <summary>What was seen over all cases of a property.</summary>
    sealed class Watch
    {
        double _closest;
        int _held;
        int _all;

        /// <summary>Compares one state with its twin, where the bound says something about it.</summary>
        public void See(NeuronTwin twin, double fixedPoint, double reference, double error, double apriori)
        {
            _all++;
            if (!twin.Holds)
            {
                return;
            }

            _held++;
            Assert.False(twin.Contradicted);
            Assert.InRange(Math.Abs(fixedPoint - reference), 0, error);
            Assert.InRange(error, 0, apriori * (1 + 1e-12));
            _closest = error > 0.1 ? Math.Max(_closest, Math.Abs(fixedPoint - reference) / error) : _closest;
        }

        /// <summary>The bound was applicable in at least a tenth of the states and the error came within this fraction of it.</summary>
        public void RequireMeaning(double fraction)
        {
            Assert.InRange(_closest, fraction, 1);
            Assert.True(_held > _all / 10, $"the bound held in {_held} of {_all} states only");
        }
    }

    [Fact]
    public void Leaky_integrate_and_fire_stays_inside_its_bound()
    {
        Watch watch = new();
        Gen<(int Decay, int Threshold, int? Reset, int Start, int[] Input)> cases =
            from decay in Generators.Decay(4096)
            from threshold in Generators.Threshold
            from hard in Generators.Flag
            from reset in Gen.Choose(-100, 100)
            from start in Generators.AnyInt
            from input in Inputs()
            select (decay, threshold, hard ? reset : (int?)null, start, input);
        Generators.ForAll(cases, c =>
        {
            LeakyIntegrateAndFire model = c.Reset is int reset
                ? LeakyIntegrateAndFire.HardReset(c.Decay, reset)
                : LeakyIntegrateAndFire.SoftReset(c.Decay);
            Run(model, new LeakyTwin(model, c.Threshold, c.Start), LeakyTwin.Bound(model), c.Threshold, c.Start, c.Input, watch);
        });
        watch.RequireMeaning(0.5);
    }

    [Fact]
    public void Integrate_and_fire_equals_float64()
    {
        Gen<(int Threshold, int[] Input)> cases =
            from threshold in Generators.Threshold
            from input in Inputs()
            select (threshold, input);
        Generators.ForAll(cases, c =>
        {
            Watch watch = new();
            LeakyTwin twin = new(default(IntegrateAndFire), c.Threshold, c.Threshold / 2);
            Run(default(IntegrateAndFire), twin, LeakyTwin.Bound(default(IntegrateAndFire)), c.Threshold, c.Threshold / 2, c.Input, watch);
            Assert.Equal(0, twin.Error);
        });
    }

    [Fact]
    public unsafe void The_16_bit_leaky_integrate_and_fire_stays_inside_its_bound()
    {
        Watch watch = new();
        Gen<(int Decay, short Threshold, short Reset, short Start, short[] Input)> cases =
            from decay in Generators.Decay(4096).Select(d => Math.Min(d, ShortLeakyIntegrateAndFire.LargestDecay))
            from threshold in Gen.OneOf(Gen.Choose(1, 3000), Gen.Elements(32767, 1))
            from reset in Gen.Choose(-300, 0)
            from start in Gen.OneOf(Gen.Choose(-500, 500), Gen.Elements(-32768, 32767))
            from input in Generators.Array(Gen.OneOf(Gen.Choose(-5, 9), Gen.Choose(-400, 400), Gen.Elements(-32768, 0, 32767)), Steps)
            select (decay, (short)threshold, (short)reset, (short)start, input.Select(x => (short)x).ToArray());
        Generators.ForAll(cases, c =>
        {
            ShortLeakyIntegrateAndFire model = new(c.Decay, c.Threshold, c.Reset);
            ShortLeakyTwin twin = new(model, c.Start);
            using var potential = new AlignedBuffer<short>(64);
            using var current = new AlignedBuffer<short>(64);
            ulong spikes;
            potential.Span[0] = c.Start;
            foreach (short input in c.Input)
            {
                current.Span[0] = input;
                KernelSet.Best.Step(model, 1, potential.Address, current.Address, &spikes);
                twin.Step(input, (spikes & 1) != 0);
                watch.See(twin, potential.Span[0], twin.Potential, twin.Error, ShortLeakyTwin.Bound(model).After(twin.Steps));
            }
        });
        watch.RequireMeaning(0.5);
    }

    [Fact]
    public void Loihi_neurons_of_every_flavour_stay_inside_their_bounds()
    {
        Watch currents = new();
        Watch potentials = new();
        Gen<(LoihiRules Rules, LoihiParameters Parameters, int[] Input, int[] Draws)> cases =
            from rules in Gen.Elements(LoihiRules.Lava, LoihiRules.NengoLoihi, LoihiRules.Brian2Loihi, LoihiRules.Loihi1)
            from du in Generators.Decay(4095)
            from dv in Generators.Decay(4095)
            from threshold in Gen.OneOf(Gen.Choose(0, 2000), Gen.Choose(0, 1 << 23))
            from lower in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(-3000, 0).Select(x => (int?)x))
            from bias in Gen.OneOf(Gen.Choose(-40, 60), Generators.Around(19))
            from delay in Gen.Elements(1, 2, 7)
            from noise in Gen.OneOf(
                Gen.Constant((LoihiNoise?)null),
                from e in Gen.Choose(0, 10) from o in Gen.Choose(-8, 7) from at in Generators.Flag select (LoihiNoise?)new LoihiNoise(e, o, at))
            from interval in Gen.Elements(0, 0, 17)
            from input in Generators.Array(Gen.OneOf(Gen.Choose(-3, 5), Gen.Choose(-1000, 1000), Generators.Around(22)), Steps)
            from calm in Generators.Flag
            from draws in Generators.Array(Gen.Choose(-127, 127), Steps)
            select (
                rules,
                new LoihiParameters
                {
                    CurrentDecay = du,
                    VoltageDecay = dv,
                    Threshold = [threshold],
                    LowerThreshold = lower,
                    Bias = [bias],
                    RefractoryDelay = [delay],
                    Noise = noise,
                    ResetInterval = interval,
                },
                calm ? input.Select(x => x % 40).ToArray() : input,
                draws);
        Generators.ForAll(cases, c =>
        {
            using LoihiNeurons neurons = new(c.Rules, 1, c.Parameters);
            LoihiTwin twin = new(c.Rules, c.Parameters);
            ErrorBound current = LoihiTwin.CurrentBound(c.Rules, c.Parameters);
            CascadeErrorBound potential = LoihiTwin.PotentialBound(c.Rules, c.Parameters);
            for (int t = 0; t < Steps; t++)
            {
                neurons.Input[0] = c.Input[t];
                neurons.Noise[0] = c.Draws[t];
                neurons.Step(KernelSet.Best);
                int fired = Fired(neurons.Spikes) ? 1 : Fired(neurons.NegativeSpikes) ? -1 : 0;
                twin.Step(c.Input[t], fired, c.Draws[t]);
                currents.See(twin, neurons.Current[0], twin.Current, twin.CurrentError, current.After(t + 1));
                potentials.See(twin, neurons.Potential[0], twin.Potential, twin.Error, potential.After(t + 1));
            }
        }, tests: 600);
        currents.RequireMeaning(0.5);
        potentials.RequireMeaning(0.5);
    }

    [Fact]
    public void TrueNorth_neurons_equal_float64_while_no_register_acts()
    {
        int held = 0;
        int all = 0;
        Gen<(TrueNorthRules Rules, TrueNorthParameters Parameters, int[] Input, int[] Draws)> cases =
            from rules in Gen.Elements(TrueNorthRules.Cassidy, TrueNorthRules.Ranc, TrueNorthRules.RancSymmetric, TrueNorthRules.RancHardware(9), TrueNorthRules.NeMo, TrueNorthRules.PaiBox, TrueNorthRules.PaiBox with { LeakAfterCompare = true })
            from alpha in Gen.Choose(0, 300)
            from beta in Gen.Choose(0, 300)
            from reset in Gen.Choose(-20, 20)
            from mode in Gen.Elements(Enum.GetValues<TrueNorthReset>())
            from kappa in Generators.Flag
            from leak in Gen.Choose(-255, 255)
            from reversal in Generators.Flag
            from stochastic in Generators.Flag
            from mask in Gen.Elements(0, 15, 255)
            from start in Generators.Around(12)
            from input in Generators.Array(Gen.OneOf(Gen.Choose(-60, 90), Generators.Around(17)), Steps)
            from draws in Generators.Array(Gen.Choose(0, 255), 2 * Steps)
            select (
                rules,
                new TrueNorthParameters
                {
                    PositiveThreshold = alpha,
                    NegativeThreshold = beta,
                    Reset = reset,
                    ResetMode = mode,
                    NegativeSaturation = kappa,
                    Leak = leak,
                    LeakReversal = reversal,
                    StochasticLeak = stochastic,
                    ThresholdMask = mask,
                    InitialPotential = start,
                },
                input,
                draws);
        Generators.ForAll(cases, c =>
        {
            using TrueNorthNeurons neurons = new(c.Rules, [c.Parameters]);
            TrueNorthTwin twin = new(c.Rules, c.Parameters);
            for (int t = 0; t < Steps; t++)
            {
                neurons.Input[0] = c.Input[t];
                neurons.LeakDraws[0] = c.Draws[2 * t];
                neurons.ThresholdDraws[0] = c.Draws[(2 * t) + 1];
                neurons.Step(KernelSet.Best);
                bool fired = twin.Step(c.Input[t], c.Draws[2 * t], c.Draws[(2 * t) + 1]);
                all++;
                if (twin.Holds)
                {
                    held++;
                    Assert.Equal((t, (double)neurons.Potential[0], Fired(neurons.Spikes)), (t, twin.Potential, fired));
                }
            }
        }, tests: 400);
        Assert.InRange(held, all / 4, all - 1);
    }

    [Fact]
    public void Adaptive_threshold_neurons_stay_inside_their_bounds()
    {
        Watch[] watches = [new(), new(), new(), new()];
        Gen<(AdaptiveThresholdParameters Parameters, int[] Input)> cases =
            from i in Generators.Decay(4095)
            from v in Generators.Decay(4096)
            from theta in Generators.Decay(4096)
            from r in Generators.Decay(4096)
            from resting in Gen.OneOf(Gen.Choose(0, 30), Gen.Choose(0, 131_071))
            from step in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(0, 131_071))
            from bias in Gen.OneOf(Gen.Choose(-50, 90), Generators.Around(19))
            from input in Generators.Array(Gen.OneOf(Gen.Choose(-3, 6), Gen.Choose(-300, 500)), Steps)
            select (
                new AdaptiveThresholdParameters
                {
                    CurrentDecay = i,
                    VoltageDecay = v,
                    ThresholdDecay = theta,
                    RefractoryDecay = r,
                    RestingThreshold = resting,
                    ThresholdStep = step,
                    Bias = [bias],
                },
                input);
        Generators.ForAll(cases, c =>
        {
            using AdaptiveThresholdNeurons neurons = new(1, c.Parameters);
            AdaptiveThresholdTwin twin = new(c.Parameters);
            for (int t = 0; t < Steps; t++)
            {
                neurons.Input[0] = c.Input[t];
                neurons.Step(KernelSet.Best);
                twin.Step(c.Input[t], Fired(neurons.Spikes));
                watches[0].See(twin, neurons.Current[0], twin.Current, twin.CurrentError, AdaptiveThresholdTwin.CurrentBound(c.Parameters).After(t + 1));
                watches[1].See(twin, neurons.Potential[0], twin.Potential, twin.Error, AdaptiveThresholdTwin.PotentialBound(c.Parameters).After(t + 1));
                watches[2].See(twin, neurons.Threshold[0], twin.Threshold, twin.ThresholdError, AdaptiveThresholdTwin.ThresholdBound(c.Parameters).After(t + 1));
                watches[3].See(twin, neurons.Refractory[0], twin.Refractory, twin.RefractoryError, AdaptiveThresholdTwin.RefractoryBound(c.Parameters).After(t + 1));
            }
        }, tests: 600);
        Assert.All(watches, watch => watch.RequireMeaning(0.5));
    }

    [Fact]
    public void Sigma_delta_neurons_equal_float64_and_decode_inside_their_bound()
    {
        double closest = 0;
        int held = 0;
        Gen<(SigmaDeltaParameters Parameters, int[] Input)> cases =
            from threshold in Gen.OneOf(Gen.Choose(0, 50), Gen.Choose(0, 1 << 23))
            from bias in Generators.Around(15)
            from rectifies in Generators.Flag
            from cumulative in Generators.Flag
            from exponent in Gen.Elements(0, 1, 6, 31)
            from calm in Generators.Flag
            from input in Generators.Array(calm ? Gen.Choose(-700, 900) : Generators.AnyInt, Steps)
            select (new SigmaDeltaParameters { Threshold = [threshold], Bias = [bias], Rectifies = rectifies, CumulativeError = cumulative, StateExponent = exponent }, input);
        Generators.ForAll(cases, c =>
        {
            using SigmaDeltaNeurons neurons = new(1, c.Parameters);
            SigmaDeltaTwin twin = new(c.Parameters);
            double received = 0;
            for (int t = 0; t < Steps; t++)
            {
                neurons.Input[0] = c.Input[t];
                neurons.Step(KernelSet.Best);
                twin.Step(c.Input[t]);
                received += Math.ScaleB(neurons.Payload[0], c.Parameters.StateExponent);
                if (twin.Holds)
                {
                    held++;
                    Assert.Equal((t, (double)neurons.Sigma[0], (double)neurons.Activation[0], (double)neurons.Residue[0]), (t, twin.Sigma, twin.Potential, twin.Residue));
                    Assert.InRange(twin.Sent - received, 0, twin.DecodingError);
                    Assert.InRange(twin.DecodingError, 0, SigmaDeltaTwin.DecodingBound(c.Parameters, t + 1));
                    closest = twin.DecodingError > 0 ? Math.Max(closest, (twin.Sent - received) / twin.DecodingError) : closest;
                }
            }
        });
        Assert.InRange(closest, 0.9, 1);
        Assert.InRange(held, 1000, int.MaxValue);
    }

    [Fact]
    public void Neurons_with_exponential_synapses_stay_inside_their_bounds()
    {
        Watch[] watches = [new(), new(), new()];
        Generators.ForAll(
            ExponentialSynapseNeuronTests.Programs(Gen.OneOf(Gen.Choose(-30, 50), Gen.Choose(-3000, 3000)), steps: Steps),
            program =>
            {
                ExponentialSynapseParameters p = program.Parameters;
                int count = program.Start.Length;
                using ExponentialSynapseNeurons neurons = new(count, p);
                ExponentialSynapseTwin[] twins = [.. Enumerable.Range(0, count).Select(k => new ExponentialSynapseTwin(p, k))];
                CascadeErrorBound potential = ExponentialSynapseTwin.PotentialBound(p);
                for (int t = 0; t < Steps; t++)
                {
                    double most = potential.After(t + 1);
                    program.Excitatory[t].CopyTo(neurons.ExcitatoryInput);
                    program.Inhibitory[t].CopyTo(neurons.InhibitoryInput);
                    program.Jumps[t].CopyTo(neurons.PotentialInput);
                    neurons.Step(KernelSet.Best);
                    for (int k = 0; k < count; k++)
                    {
                        ExponentialSynapseTwin twin = twins[k];
                        twin.Step(program.Excitatory[t][k], program.Inhibitory[t][k], program.Jumps[t][k], SpikeMask.Contains(neurons.Spikes, k));
                        watches[0].See(twin, neurons.Potential[k], twin.Potential, twin.Error, most);
                        watches[1].See(twin, neurons.Excitatory[k], twin.Excitatory, twin.ExcitatoryError, ExponentialSynapseTwin.CurrentBound(p.Excitatory ?? default).After(t + 1));
                        watches[2].See(twin, neurons.Inhibitory[k], twin.Inhibitory, twin.InhibitoryError, ExponentialSynapseTwin.CurrentBound(p.Inhibitory ?? default).After(t + 1));
                    }
                }
            },
            tests: 100);
        Assert.All(watches, watch => watch.RequireMeaning(0.5));
    }

    [Fact]
    public void Rounding_to_the_nearest_does_not_drift_where_cutting_off_would()
    {
        // Uniformly distributed input around zero: the mean of a potential that keeps 1 − q must stay near 0, not at −½/q.
        ExponentialSynapseParameters p = new() { Leak = RoundedFactor.Nearest(0.005), HasPotentialInput = true, Threshold = ExponentialSynapseParameters.LargestState };
        using ExponentialSynapseNeurons neurons = new(64, p);
        var random = new Random(4);
        double sum = 0;
        const int Long = 20_000;
        double input = 0;
        for (int t = 0; t < Long; t++)
        {
            foreach (ref int jump in neurons.PotentialInput)
            {
                jump = random.Next(-50, 51);
                input += jump;
            }

            neurons.Step(KernelSet.Best);
            foreach (int v in neurons.Potential)
            {
                sum += v;
            }
        }

        // In the stationary state the mean is the mean input / q, plus what rounding adds per step / q.
        double drift = ((sum / (64.0 * Long)) - (input / (64.0 * Long) / 0.005)) * 0.005;
        Assert.InRange(drift, -0.05, 0.05);
    }

    static void Run<TModel>(TModel model, LeakyTwin twin, ErrorBound bound, int threshold, int start, int[] inputs, Watch watch)
        where TModel : struct, INeuronModel
    {
        int v = start;
        foreach (int input in inputs)
        {
            int charged = model.Integrate(new ScalarLanes(v), new ScalarLanes(input)).Value;
            v = model.Reset(new ScalarLanes(charged), new ScalarLanes(threshold)).Value;
            twin.Step(input, charged >= threshold);
            watch.See(twin, v, twin.Potential, twin.Error, bound.After(twin.Steps));
        }
    }

    static Gen<int[]> Inputs() =>
        from calm in Generators.Flag
        from input in Generators.Array(calm ? Gen.Choose(-300, 500) : Generators.AnyInt, Steps)
        select input;

    static bool Fired(ReadOnlySpan<ulong> spikes) => (spikes[0] & 1) != 0;
}
