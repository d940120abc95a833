using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>Finds functions that change none of the values that they are given, so that they need no neurons.</summary>
static class Redundancy
{
    /// <summary>Values looked at one by one; with more, a function is taken to change some.</summary>
    const int MostValues = 4096;

    /// <summary>What counts as no change, in distances of neighbouring values: rounding of 32-bit scales.</summary>
    const double Tolerance = 1e-2;

    /// <summary>Whether a function keeps all activations of a population.</summary>
    /// <param name="function">The function.</param>
    /// <param name="carrier">The population.</param>
    /// <param name="encoding">The network's input, where it is known.</param>
    public static bool Keeps(ActivationFunction function, Segment carrier, InputEncoding? encoding) => function switch
    {
        // Limits beyond all values.
        Rectifier or Clipping => function.Range.Lowest <= carrier.Range.Lowest && carrier.Range.Highest <= function.Range.Highest,
        Staircase => carrier.End == SegmentEnd.Input
            ? encoding is { } input && Keeps(function, 0, input.Step, input.Minimum, input.Maximum)
            : carrier.Carried is Staircase stairs && Keeps(function, stairs.OutputOffset, stairs.OutputStep, stairs.Lowest, stairs.Highest),
        _ => false,
    };

    static bool Keeps(ActivationFunction function, double offset, double step, double lowest, double highest)
    {
        // Written so that an open end fails too.
        if (!(highest - lowest < MostValues))
        {
            return false;
        }

        for (double k = lowest; k <= highest; k++)
        {
            double value = offset + (step * k);
            if (!(Math.Abs(function.Evaluate(value, 0) - value) <= Tolerance * Math.Abs(step)))
            {
                return false;
            }
        }

        return true;
    }
}
