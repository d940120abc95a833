using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>learning_pes</c>: the prescribed error sensitivity rule with its neurons (nengo-loihi).</summary>
sealed class PesCase : ICaseKind
{
    const int Most = 4096;

    public string Name => "learning_pes";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "nengo_loihi")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        int steps = file.Steps;
        CaseFields parameters = file.Parameters;
        int dimensions = parameters.Whole("dims", 1, Most);
        int axons = parameters.Whole("n_axons", 1, Most);
        int targets = 2 * dimensions;
        int[][] lists = parameters.Rows("weights", axons, targets);
        PesLearning learning = new(axons, dimensions, [.. lists.SelectMany(row => row)], Parameters(parameters), Draws(file));
        using LoihiNeurons neurons = new(LoihiRules.NengoLoihi, targets, new LoihiParameters
        {
            CurrentDecay = parameters.OneOrWholes("decay_u", targets)[0],
            VoltageDecay = parameters.OneOrWholes("decay_v", targets)[0],
            Threshold = parameters.OneOrWholes("vth", targets),
            Bias = parameters.OneOrWholes("bias", targets),
            RefractoryDelay = parameters.OneOrWholes("refract_delay", targets),
            VoltageRange = (parameters.Whole("vmin"), parameters.Whole("vmax")),
        });
        int[][] spikes = file.Input.Rows("spikes", steps, axons);
        int[][] errors = file.Input.Rows("error", steps, dimensions);
        int[][] traces = file.Output.Rows("trace", steps, axons);
        int[][] weights = file.Output.Rows("weights", steps, axons * targets);
        int[][] currents = file.Output.Rows("u", steps, targets);
        int[][] fired = file.Output.Rows("s", steps, targets);
        int[] sums = new int[targets];
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            // A spike of the input takes one timestep to arrive; an error does not.
            learning.Step(t == 0 ? new int[axons] : spikes[t - 1], errors[t], sums);
            sums.CopyTo(neurons.Input);
            neurons.Step(kernels);
            comparison.Values("trace", t + 1, traces[t], learning.Trace);
            comparison.Values("weights", t + 1, weights[t], learning.Weights);
            comparison.Values("u", t + 1, currents[t], neurons.Current);
            comparison.Spikes(t + 1, fired[t], neurons.Spikes);
        }

        return comparison.Outcome;
    }

    static PesParameters Parameters(CaseFields parameters) => new()
    {
        TrainingEpoch = parameters.Whole("train_epoch", 1),
        LearningEpoch = parameters.Whole("learn_epoch", 1),
        TraceTau = parameters.Number("tracing_tau"),
        TraceMagnitude = parameters.Number("tracing_mag"),
        RateMantissa = parameters.Whole("lr_int"),
        RateExponent = parameters.Whole("lr_exp"),
        WeightExponent = parameters.Whole("weight_exp"),
        DroppedBits = parameters.Whole("shift_bits"),
    };

    /// <summary>All recorded draws in the order in which they are used.</summary>
    static RecordedSequence Draws(CaseFile file) => new([.. file.Fields.Object("random").RowsOfNumbers("rand").SelectMany(row => row)]);
}
