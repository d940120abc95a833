using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>The levels that a network was trained with: those of a quantised activation with limits.</summary>
/// <param name="Levels">The largest net count of either sign, at least 1.</param>
/// <param name="FullScale">The activation that it stands for.</param>
sealed record TrainedLevels(int Levels, double FullScale)
{
    const double Tolerance = 1e-4;

    /// <summary>The levels of a function; null where it is no staircase whose stairs are multiples of one height.</summary>
    public static TrainedLevels? Of(ActivationFunction function)
    {
        if (function is not Staircase stairs || !double.IsFinite(stairs.Levels))
        {
            return null;
        }

        double height = Math.Abs(stairs.OutputStep);
        double lowest = stairs.Range.Lowest / height;
        double highest = stairs.Range.Highest / height;
        double most = Math.Max(Math.Abs(lowest), Math.Abs(highest));
        bool whole = Math.Abs(lowest - Math.Round(lowest)) <= Tolerance && Math.Abs(highest - Math.Round(highest)) <= Tolerance;
        return whole && most is >= 0.5 and <= ConversionOptions.MaxTimesteps
            ? new((int)Math.Round(most), Math.Round(most) * height)
            : null;
    }
}
