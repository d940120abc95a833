namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>Where the potentials of neurons start.</summary>
public enum StartValue
{
    /// <summary>Around half a threshold, from a quarter to three quarters, evenly over the neurons of a population.</summary>
    Spread,

    /// <summary>Half a threshold.</summary>
    Half,

    /// <summary>Zero: spike counts are rounded down.</summary>
    Zero,
}
