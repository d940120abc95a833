using System.Text.Json;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>nengo-loihi's PES learning, reproduced integer by integer, its neurons included.</summary>
public class NengoConformanceTests
{
    public static TheoryData<string> SharedFiles => LearningCases.SharedNengo;

    [SharedVectorTheory]
    [MemberData(nameof(SharedFiles))]
    public void Every_shared_case_is_reproduced(string file)
    {
        JsonElement root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        JsonElement p = root.GetProperty("params");
        JsonElement output = root.GetProperty("output");
        int dimensions = p.GetProperty("dims").GetInt32();
        var rounding = new RecordedSequence(
            [.. root.GetProperty("random").GetProperty("rand").EnumerateArray().SelectMany(list => list.EnumerateArray()).Select(e => e.GetDouble())]);
        var learning = new PesLearning(
            p.GetProperty("n_axons").GetInt32(),
            dimensions,
            [.. p.GetProperty("weights").EnumerateArray().SelectMany(Row)],
            new PesParameters
            {
                TrainingEpoch = p.GetProperty("train_epoch").GetInt32(),
                LearningEpoch = p.GetProperty("learn_epoch").GetInt32(),
                TraceTau = p.GetProperty("tracing_tau").GetDouble(),
                TraceMagnitude = p.GetProperty("tracing_mag").GetDouble(),
                RateMantissa = p.GetProperty("lr_int").GetInt32(),
                RateExponent = p.GetProperty("lr_exp").GetInt32(),
                WeightExponent = p.GetProperty("weight_exp").GetInt32(),
                DroppedBits = p.GetProperty("shift_bits").GetInt32(),
            },
            rounding);
        using var neurons = new LoihiNeurons(LoihiRules.NengoLoihi, 2 * dimensions, new LoihiParameters
        {
            CurrentDecay = p.GetProperty("decay_u")[0].GetInt32(),
            VoltageDecay = p.GetProperty("decay_v")[0].GetInt32(),
            Threshold = Row(p.GetProperty("vth")),
            Bias = Row(p.GetProperty("bias")),
            RefractoryDelay = Row(p.GetProperty("refract_delay")),
            VoltageRange = (p.GetProperty("vmin").GetInt32(), p.GetProperty("vmax").GetInt32()),
        });
        int steps = root.GetProperty("steps").GetInt32();
        int[] sums = new int[2 * dimensions];
        for (int t = 0; t < steps; t++)
        {
            // A spike of the input takes one timestep to arrive; an error does not.
            int[] spikes = t == 0 ? new int[learning.Axons] : Row(root.GetProperty("input").GetProperty("spikes")[t - 1]);
            learning.Step(spikes, Row(root.GetProperty("input").GetProperty("error")[t]), sums);
            Assert.Equal(Row(output.GetProperty("trace")[t]), learning.Trace.ToArray());
            Assert.Equal(Row(output.GetProperty("weights")[t]), learning.Weights.ToArray());
            sums.CopyTo(neurons.Input);
            neurons.Step(KernelSet.Best);
            Assert.Equal(Row(output.GetProperty("u")[t]), neurons.Current.ToArray());
            for (int n = 0; n < sums.Length; n++)
            {
                Assert.Equal(output.GetProperty("s")[t][n].GetInt32() != 0, SpikeMask.Contains(neurons.Spikes, n));
            }
        }

        // Exactly the recorded numbers were consumed.
        Assert.Equal(root.GetProperty("random").GetProperty("rand").EnumerateArray().Sum(list => list.GetArrayLength()), rounding.Consumed);
    }

    static int[] Row(JsonElement row) => [.. row.EnumerateArray().Select(e => e.GetInt32())];
}
