namespace Neuromorphic.Tools.Results;

/// <summary>Where a device's figure comes from.</summary>
public enum Evidence
{
    /// <summary>Measured here, in this run.</summary>
    Measured,

    /// <summary>Computed from a model of the device.</summary>
    Modelled,

    /// <summary>Taken from a publication.</summary>
    Published,
}
