using Neuromorphic.Import.Conversion.Cut;

namespace Neuromorphic.Import.Conversion.Thresholds;

/// <summary>Gives the full scale of each channel of a population: the activation that a spike in every timestep stands for.</summary>
interface IFullScales
{
    /// <summary>One per channel; 0 for a channel that is never active.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    double[] Of(Segment segment);
}
