namespace Neuromorphic.Core.Plasticity;

/// <summary>How the fraction that an integer cannot hold is rounded.</summary>
public enum LearningRounding
{
    /// <summary>Up with the fraction's probability, by a number drawn from an <see cref="IRoundingSource"/>.</summary>
    Stochastic,

    /// <summary>To the nearest; a half goes up. Nothing is drawn.</summary>
    Nearest,

    /// <summary>Toward −∞. Nothing is drawn.</summary>
    Down,
}
