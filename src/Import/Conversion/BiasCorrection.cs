using Neuromorphic.Core;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Paths;
using Neuromorphic.Import.Conversion.Thresholds;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Runs each population on calibration samples with the spikes that it will really get, and adds to the bias of each
/// channel what it lacks in the mean: rectifiers of their activation; functions that rise and fall, and the read-out, of
/// what they integrate. Other functions are left alone: on the networks tried, correcting them moved more decisions than it
/// put right.
/// </summary>
sealed class BiasCorrection(CalibrationRun run, CalibratedScales scales, Lifetimes lifetimes, ConversionOptions options)
{
    bool _isCoarser;

    /// <summary>Whether a population is corrected by what it integrates: of a curved function a mean error behind it is not one in front of it.</summary>
    public static bool IsInFront(Segment segment) => segment.End switch
    {
        SegmentEnd.Readout => true,
        SegmentEnd.Neurons => !RectifierLike.Is(segment.Function!) && !segment.Function!.IsMonotone,
        _ => false,
    };

    /// <summary>The plan with corrected biases.</summary>
    public NeuronPlan Correct(Segment segment, NeuronPlan plan)
    {
        if (plan.KeepsTrainedLevels)
        {
            return WithReceived(plan);
        }

        _isCoarser = true;
        if (IsInFront(segment))
        {
            return WithReceived(plan with { Bias = InFront(segment, plan.Projections, plan.Bias, plan.Step, plan.Integers) });
        }

        if (!RectifierLike.Is(plan.Function))
        {
            return WithReceived(plan);
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

    /// <summary>Biases of the read-out; as they are behind neurons that all keep their trained levels.</summary>
    /// <param name="segment">The read-out.</param>
    /// <param name="projections">Its synapses.</param>
    /// <param name="bias">Bias per unit.</param>
    /// <param name="step">Per channel what an integer unit stands for.</param>
    /// <param name="integers">Turns real units into integers.</param>
    public double[] Readout(Segment segment, IReadOnlyList<Projection> projections, double[] bias, double[] step, IntegerRange integers) =>
        _isCoarser ? InFront(segment, projections, bias, step, integers) : bias;

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

    /// <summary>A mean is met at once, as what is integrated is linear in the bias.</summary>
    double[] InFront(Segment segment, IReadOnlyList<Projection> projections, double[] bias, double[] step, IntegerRange integers)
    {
        if (options.BiasCorrections == 0 || run.Samples == 0 || scales.IntegratedBy(segment) is not { } trained)
        {
            return bias;
        }

        Shape shape = LinearMap.PopulationShape(segment.Shape);
        ChannelInput[] integrated = Integrate(segment.Name, shape, projections, bias, step, integers);
        double values = (double)run.Samples * shape.Height * shape.Width;
        double[] missing = [.. integrated.Select((input, c) => (trained[c] - (input.Sum * step[c] / options.Timesteps)) / values)];
        return [.. bias.Select((value, i) => value + missing[i % missing.Length])];
    }

    NeuronPlan WithReceived(NeuronPlan plan) => run.Samples == 0 || RectifierLike.Is(plan.Function)
        ? plan
        : plan with
        {
            Received = [.. Integrate(plan.Name, plan.Shape, plan.Projections, plan.Bias, plan.Step, plan.Integers).Select(input => (input.Lowest, input.Highest))],
        };

    ChannelInput[] Integrate(
        string name, Shape shape, IReadOnlyList<Projection> projections, double[] bias, double[] step, IntegerRange integers)
    {
        (int[] units, int[] start) = integers.SplitBiases(bias, step, options.Timesteps);
        var readout = new ReadoutPopulation(name, shape, projections, units, start, 1);
        ChannelInput[] integrated = run.Integrate(readout);

        // Its synapses live on in the population that it stood for.
        readout.Parameters.Dispose();
        return integrated;
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
