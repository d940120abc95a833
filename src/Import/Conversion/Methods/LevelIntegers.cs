using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// The integers of neurons with levels: with z what a neuron has received, its argument is x = z·δ / T, and its level the
/// nearest to f(x) · levels / full scale. What rounding the bias loses over T steps is the start value.
/// </summary>
/// <param name="Bias">Biases.</param>
/// <param name="Start">Start values.</param>
/// <param name="Tables">The levels.</param>
/// <param name="Amplitude">Per neuron the activation that a level of one per timestep stands for.</param>
sealed record LevelIntegers(int[] Bias, int[] Start, LevelTables Tables, double[] Amplitude)
{
    /// <summary>The integers of a plan.</summary>
    public static LevelIntegers Of(NeuronPlan plan)
    {
        int count = plan.Shape.Count;
        int[] bias = new int[count];
        int[] start = new int[count];
        double[] amplitude = new double[count];
        int[] tableOf = new int[count];
        var keys = new Dictionary<(int Channel, int FunctionChannel), int>();
        for (int i = 0; i < count; i++)
        {
            int c = i % plan.Shape.Channels;
            (int, int) key = (c, plan.FullScale[c] == 0 || plan.Function.IsUniform ? 0 : plan.FunctionChannel(i));
            if (!keys.TryGetValue(key, out tableOf[i]))
            {
                keys.Add(key, tableOf[i] = keys.Count);
            }

            if (plan.FullScale[c] != 0)
            {
                amplitude[i] = plan.AmplitudeOf(c);
                (bias[i], start[i]) = plan.Integers.SplitBias(plan.Bias[i] / plan.Step[c], plan.Timesteps);
            }
        }

        var tables = new LevelTable[keys.Count];
        var tabulation = new Tabulation(plan, tables.Length);
        Parallel.ForEach(keys, entry => tables[entry.Value] = tabulation.Of(entry.Key.Channel, entry.Key.FunctionChannel));
        return new(bias, start, new LevelTables(tables, tableOf), amplitude);
    }
}
