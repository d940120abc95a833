namespace Neuromorphic.Emulator.Energy;

/// <summary>What the user may assume about both sides of a comparison.</summary>
public sealed record ConventionSettings
{
    /// <summary>Nothing reused, no product skipped, no time idle.</summary>
    public static ConventionSettings Plain { get; } = new();

    /// <summary>
    /// How often the conventional network uses an operand per read from memory, at least 1. Arrays with registers reuse
    /// weights and activations; conventions without memory do not change.
    /// </summary>
    public double Reuse { get; init; } = 1;

    /// <summary>How often the spiking network uses a weight per read from memory, at least 1.</summary>
    public double SpikingReuse { get; init; } = 1;

    /// <summary>Share of the products behind the first layer that the conventional device skips because an activation is zero, 0 to 1.</summary>
    public double Sparsity { get; init; }

    /// <summary>Share of its powered time that the conventional device works for the network, above 0, at most 1.</summary>
    public double Utilisation { get; init; } = 1;

    /// <summary>Share of the chip's power at rest that is charged to this network, 0 to 1.</summary>
    public double StaticShare { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Reuse - 1, nameof(Reuse));
        ArgumentOutOfRangeException.ThrowIfNegative(SpikingReuse - 1, nameof(SpikingReuse));
        ArgumentOutOfRangeException.ThrowIfNegative(Sparsity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Sparsity, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Utilisation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Utilisation, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(StaticShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(StaticShare, 1);
    }
}
