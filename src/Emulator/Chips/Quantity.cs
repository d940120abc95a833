using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Neuromorphic.Emulator.Chips;

/// <summary>
/// A number with unit, evidence, source and condition; or explicitly unknown, or without limit, or contained in another
/// quantity, each with a reason. An unknown is not zero: what needs it says so.
/// </summary>
public sealed record Quantity
{
    readonly double _si;

    Quantity(double si) => _si = si;

    Quantity(Quantity other, double si)
        : this(other) => _si = si;

    /// <summary>Whether there is a number.</summary>
    public bool IsKnown => Reason is null;

    /// <summary>Whether it is a limit that does not exist (rather than one that is not known).</summary>
    public bool IsUnlimited { get; private init; }

    /// <summary>
    /// The field whose number contains this one, such as energy.synapticEvent; null if none does. What is contained is not
    /// charged again, and nothing is missing.
    /// </summary>
    public string? IncludedIn { get; private init; }

    /// <summary>Whether something is missing: there is no number, and no other that contains it.</summary>
    public bool IsMissing => !IsKnown && IncludedIn is null;

    /// <summary>The number as written; 0 if there is none.</summary>
    public double Value { get; private init; }

    /// <summary>The unit as written; empty if there is no number.</summary>
    public string Unit { get; private init; } = "";

    /// <summary>What is measured.</summary>
    public Dimension Dimension { get; private init; }

    /// <summary>How the number came to be; null if there is none.</summary>
    public Evidence? Evidence { get; private init; }

    /// <summary>Where it comes from; empty if it is unknown or unlimited.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Under which condition it holds (voltage, rate, ...); null if the source gives none.</summary>
    public string? Condition { get; private init; }

    /// <summary>The technology node it belongs to; null where none is named.</summary>
    public string? Node { get; init; }

    /// <summary>Why there is no number; null if there is one.</summary>
    public string? Reason { get; private init; }

    /// <summary>The number in SI units (bits for memory).</summary>
    /// <exception cref="InvalidOperationException">There is no number.</exception>
    public double Si => IsKnown ? _si : throw new InvalidOperationException($"the quantity has no number: {Reason}");

    /// <summary>A known quantity.</summary>
    /// <param name="value">The number, finite and not negative.</param>
    /// <param name="unit">Its unit, one of the dimension's.</param>
    /// <param name="dimension">What is measured.</param>
    /// <param name="evidence">How the number came to be.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="condition">Under which condition it holds.</param>
    /// <exception cref="ArgumentException">The unit does not measure this.</exception>
    public static Quantity Known(
        double value, string unit, Dimension dimension, Evidence evidence, string source, string? condition = null) =>
        new(Units.ToSi(value, unit, dimension) ?? throw new ArgumentException(WrongUnit(unit, dimension), nameof(unit)))
        {
            Value = value,
            Unit = unit,
            Dimension = dimension,
            Evidence = evidence,
            Source = source,
            Condition = condition,
        };

    /// <summary>A limit of another number in SI units; everything else stays as it was.</summary>
    internal Quantity WidenedTo(long si) => new(this, si);

    /// <summary>A quantity that is not known.</summary>
    public static Quantity Unknown(Dimension dimension, string reason) => new(0) { Dimension = dimension, Reason = reason };

    /// <summary>A limit that does not exist.</summary>
    public static Quantity Unlimited(Dimension dimension, string reason) =>
        new(0) { Dimension = dimension, Reason = reason, IsUnlimited = true };

    /// <summary>A quantity that another one contains.</summary>
    /// <param name="dimension">What is measured.</param>
    /// <param name="field">The field whose number contains it.</param>
    /// <param name="source">Where that stands.</param>
    public static Quantity Included(Dimension dimension, string field, string source) =>
        new(0) { Dimension = dimension, Reason = $"contained in {field}: {source}", Source = source, IncludedIn = field };

    /// <summary>The number in SI units; 0 where another quantity contains it or where it is missing, which the caller has named.</summary>
    internal double OrZero => IsKnown ? _si : 0;

    /// <summary>The number in SI units, if there is one.</summary>
    public bool TryGet([NotNullWhen(true)] out double? si)
    {
        si = IsKnown ? _si : null;
        return IsKnown;
    }

    /// <summary>Whether a demand stays within this limit. A limit that is unknown or absent is kept by anything.</summary>
    public bool Allows(long demand) => !IsKnown || demand <= _si;

    /// <inheritdoc/>
    public override string ToString() => IsKnown
        ? $"{Value.ToString(CultureInfo.InvariantCulture)} {Unit}"
        : IsUnlimited ? "unlimited" : IncludedIn is null ? "unknown" : $"in {IncludedIn}";

    internal static string WrongUnit(string unit, Dimension dimension) =>
        $"'{unit}' is not a unit of this quantity; use one of {Units.List(dimension)}";
}
