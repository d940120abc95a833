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
