using Neuromorphic.Import.Conversion.Cut;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>Gives the full scale of each channel of a population: the activation that the highest level stands for.</summary>
interface IFullScales
{
    /// <summary>One per channel; 0 for a channel that is never active.</summary>
    /// <param name="segment">The population.</param>
    /// <param name="levels">Its levels up to full scale, at least 1.</param>
    /// <exception cref="ModelException">There is none.</exception>
    double[] Of(Segment segment, int levels);
}
