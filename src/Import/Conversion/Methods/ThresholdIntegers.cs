using Neuromorphic.Core.Networks;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// The integers of neurons with thresholds: Θ is the rounded amplitude in units, the amplitude what it really became, and
/// what rounding the bias loses over T steps is put into the start value.
/// </summary>
/// <param name="Parameters">Thresholds, biases and start values.</param>
/// <param name="Amplitude">Per neuron the activation that a net count of one per timestep stands for.</param>
sealed record ThresholdIntegers(NeuronParameters Parameters, double[] Amplitude)
{
    /// <summary>The integers of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="largestThreshold">The largest threshold that the neurons can have.</param>
    public static ThresholdIntegers Of(NeuronPlan plan, int largestThreshold = int.MaxValue)
    {
        int count = plan.Shape.Count;
        int[] threshold = new int[count];
        int[] bias = new int[count];
        int[] start = new int[count];
        double[] amplitude = new double[count];
        int[] theta = [.. plan.FullScale.Select((scale, c) =>
            scale == 0 ? NeuronParameters.NeverFires : Math.Max(1, plan.Integers.Round(plan.AmplitudeOf(c) / plan.Step[c], largestThreshold)))];
        for (int i = 0; i < count; i++)
        {
            int c = i % plan.Shape.Channels;
            threshold[i] = theta[c];
            if (theta[c] != NeuronParameters.NeverFires)
            {
                amplitude[i] = theta[c] * plan.Step[c];
                (bias[i], int remainder) = plan.Integers.SplitBias(plan.Bias[i] / plan.Step[c], plan.Timesteps);
                start[i] = StartPotential.Of(plan.Start, theta[c], plan.Shape, i) + remainder;
            }
        }

        return new(new NeuronParameters(threshold, bias, start), amplitude);
    }
}
