namespace Neuromorphic.Tools.Results;

/// <summary>Who spends less energy under a convention.</summary>
public enum Winner
{
    /// <summary>The spiking network.</summary>
    Spiking,

    /// <summary>The conventional network.</summary>
    Conventional,

    /// <summary>Nobody can say: a term is not priced, or a lower bound does not decide.</summary>
    Undecided,
}
