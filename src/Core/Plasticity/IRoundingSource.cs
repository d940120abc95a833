namespace Neuromorphic.Core.Plasticity;

/// <summary>Where the numbers of stochastic rounding come from.</summary>
public interface IRoundingSource
{
    /// <summary>A number r of 0 to 2³² − 1, uniform: a fraction f rounds up where r / 2³² is below f.</summary>
    uint Draw(in RoundingDraw draw);
}
