namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>Rounds biases and thresholds to integers of 32 bits.</summary>
/// <param name="file">The model's file.</param>
/// <param name="node">The node at fault where one does not fit.</param>
sealed class IntegerRange(string file, string node)
{
    /// <summary>The nearest integer, ties to even.</summary>
    /// <exception cref="ModelException">32 bits do not hold it.</exception>
    public int Round(double units) => Round(units, int.MaxValue);

    /// <summary>The nearest integer, ties to even.</summary>
    /// <param name="units">What is rounded.</param>
    /// <param name="limit">The magnitude that it must stay below.</param>
    /// <exception cref="ModelException">It does not.</exception>
    public int Round(double units, int limit) => Math.Abs(units) < limit
        ? (int)Math.Round(units, MidpointRounding.ToEven)
        : throw new ModelException(
            file,
            $"node '{Printable.Name(node)}'",
            "a bias or threshold is more than 2³¹ times its smallest weight step",
            "Use fewer weight bits (--weight-bits), or check the model's weights");

    /// <summary>A bias per step, and what rounding it loses over all steps.</summary>
    public (int Bias, int Remainder) SplitBias(double units, int timesteps)
    {
        int bias = Round(units);
        return (bias, (int)Math.Round((units - bias) * timesteps, MidpointRounding.ToEven));
    }

    /// <summary>Biases per step of all units, channels last, and what rounding them loses.</summary>
    /// <param name="bias">Bias per unit.</param>
    /// <param name="step">Per channel what an integer unit stands for.</param>
    /// <param name="timesteps">Timesteps per sample.</param>
    public (int[] Bias, int[] Remainder) SplitBiases(double[] bias, double[] step, int timesteps)
    {
        int[] units = new int[bias.Length];
        int[] remainder = new int[bias.Length];
        for (int i = 0; i < bias.Length; i++)
        {
            (units[i], remainder[i]) = SplitBias(bias[i] / step[i % step.Length], timesteps);
        }

        return (units, remainder);
    }
}
