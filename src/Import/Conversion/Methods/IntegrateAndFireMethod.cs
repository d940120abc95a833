using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Integrate-and-fire with soft reset. The threshold is the full scale; T spikes at most are the upper limit of the
/// function, where it has one. What rounding the bias loses over T steps is put into the start value.
/// </summary>
sealed class IntegrateAndFireMethod : SpikingMethod
{
    public override string Name => "if";

    internal override bool Carries(ActivationFunction function) => function is Rectifier;

    internal override NeuronPopulation Build(NeuronPlan plan)
    {
        int count = plan.Shape.Count;
        int[] threshold = new int[count];
        int[] bias = new int[count];
        int[] start = new int[count];
        double[] amplitude = new double[count];
        int[] theta = [.. plan.FullScale.Select((scale, c) =>
            scale == 0 ? NeuronParameters.NeverFires : Math.Max(1, plan.Integers.Round(scale / plan.Step[c])))];
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

        return new NeuronPopulation<IntegrateAndFire>(
            plan.Name, plan.Shape, plan.Projections, default, new NeuronParameters(threshold, bias, start), amplitude);
    }
}
