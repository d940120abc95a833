using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Thresholds;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Runs each population on calibration samples with the spikes that it will really get, and adds to the bias of each
/// channel what its mean activation lacks.
/// </summary>
sealed class BiasCorrection(CalibrationRun run, CalibratedScales scales, Lifetimes lifetimes, ConversionOptions options)
{
    /// <summary>The plan with corrected biases.</summary>
    public NeuronPlan Correct(Segment segment, NeuronPlan plan)
    {
        // Of any other function a mean error behind it is not one in front of it, and trained levels stay as they are.
        if (plan.KeepsTrainedLevels || !RectifierLike.Is(plan.Function))
        {
            return plan with { Received = Received(plan) };
        }

        for (int round = 0; round < options.BiasCorrections && run.Samples > 0; round++)
        {
            NeuronPopulation population = options.Method.Build(plan);
            double[] missing = MeanError(segment, run.Run(population), population);
            plan = plan with { Bias = [.. plan.Bias.Select((bias, i) => bias + missing[i % missing.Length])] };

            // Its synapses live on in the next one.
            population.Parameters.Dispose();
        }

        return plan;
    }

    /// <summary>Makes a population's spikes the input of those behind it.</summary>
    public void Accept(Segment segment, Population population, IReadOnlyDictionary<Segment, Population> built)
    {
        if (population.Spikes)
        {
            run.Run(population);
            run.Accept(population);
        }

        foreach (Segment source in lifetimes.LastReadBy(segment))
        {
            run.Forget(built[source]);
        }
    }

    /// <summary>What its neurons will receive.</summary>
    (int Low, int High)[]? Received(NeuronPlan plan)
    {
        int[] bias = new int[plan.Shape.Count];
        int[] start = new int[plan.Shape.Count];
        for (int i = 0; i < bias.Length; i++)
        {
            (bias[i], start[i]) = plan.Integers.SplitBias(plan.Bias[i] / plan.Step[i % plan.Shape.Channels], plan.Timesteps);
        }

        var readout = new ReadoutPopulation(plan.Name, plan.Shape, plan.Projections, bias, start, 1);
        (int Low, int High)[]? received = run.Received(readout);

        // Its synapses live on in the neurons.
        readout.Parameters.Dispose();
        return received;
    }

    double[] MeanError(Segment segment, long[] spikes, NeuronPopulation population)
    {
        ActivationSamples activations = scales.ActivationsOf(segment);
        double values = (double)run.Samples * population.Shape.Height * population.Shape.Width;
        return
        [
            .. spikes.Select((count, c) => (activations.Sum(c) - (count * population.Amplitude[c] / options.Timesteps)) / values),
        ];
    }
}
