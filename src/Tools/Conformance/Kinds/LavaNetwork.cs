using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary>Source → A → B in lava, B recurrent with delays.</summary>
static class LavaNetwork
{
    const int LongestDelay = 63;

    public static CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        CaseFields parameters = file.Parameters;
        int sources = parameters.Columns("weights_1");
        int countA = parameters.Length("weights_1");
        int countB = parameters.Length("weights_2");
        CaseFields recurrent = parameters.Object("recurrent");
        int maxDelay = recurrent.Whole("max", 0, LongestDelay);
        int[] delays = WeightFields.Flat(parameters.Rows("delays_r", countB, countB, 0, maxDelay));

        using LoihiNeurons a = Neurons(parameters, "A", countA);
        using LoihiNeurons b = Neurons(parameters, "B", countB);
        using DelayedSynapses toA = Synapses(parameters, "dense1", "weights_1", sources, countA, [0]);
        using DelayedSynapses toB = Synapses(parameters, "dense2", "weights_2", countA, countB, [0]);
        using DelayedSynapses within = Synapses(parameters, "recurrent", "weights_r", countB, countB, delays);
        using DelayLine lineA = new(countA, 0);
        using DelayLine lineB = new(countB, maxDelay);

        int steps = file.Steps;
        int[][] input = file.Input.Rows("spikes", steps, sources);
        Population populationA = new(file.Output, "A", steps, a);
        Population populationB = new(file.Output, "B", steps, b);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            lineA.Deliver(kernels, a);
            lineB.Deliver(kernels, b);
            a.Step(kernels);
            b.Step(kernels);
            toA.Accept(kernels, SpikeRow.Mask(input[t]), lineA);
            toB.Accept(kernels, a.Spikes, lineB);
            within.Accept(kernels, b.Spikes, lineB);
            populationA.Compare(comparison, t);
            populationB.Compare(comparison, t);
        }

        return comparison.Outcome;
    }

    static LoihiNeurons Neurons(CaseFields parameters, string name, int count)
    {
        CaseFields own = parameters.Object(name);
        int exponent = own.Whole("bias_exp", -31, 31);
        return new LoihiNeurons(LoihiRules.Lava, count, new LoihiParameters
        {
            CurrentDecay = own.Whole("du"),
            VoltageDecay = own.Whole("dv"),
            Threshold = [own.Whole("vth", 0, 131_071) << LoihiParameters.ThresholdShift],
            Bias = [.. parameters.Wholes($"bias_mant_{name}", count, -4096, 4095).Select(m => LoihiParameters.BiasOf(m, exponent))],
        });
    }

    static DelayedSynapses Synapses(CaseFields parameters, string format, string weights, int sources, int targets, int[] delays)
    {
        CaseFields fields = parameters.Object(format);
        WeightFormat stored = new(WeightRounding.Floor, SignMode.Mixed, fields.Whole("nb"), fields.Whole("we"));
        return new DelayedSynapses(
            sources, targets, WeightFields.Stored(stored, parameters.Rows(weights, targets, sources)), delays, stored.SumExponent);
    }

    sealed class Population(CaseFields output, string name, int steps, LoihiNeurons neurons)
    {
        readonly int[][] _u = output.Rows($"u{name}", steps, neurons.Count);
        readonly int[][] _v = output.Rows($"v{name}", steps, neurons.Count);
        readonly int[][] _s = output.Rows($"s{name}", steps, neurons.Count);

        public void Compare(Comparison comparison, int t)
        {
            comparison.Values($"u{name}", t + 1, _u[t], neurons.Current);
            comparison.Values($"v{name}", t + 1, _v[t], neurons.Potential);
            comparison.Spikes(t + 1, _s[t], neurons.Spikes);
        }
    }
}
