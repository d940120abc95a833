using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>Enumerations and shapes in words.</summary>
static class Wording
{
    public static string Of(Winner winner) => winner switch
    {
        Winner.Spiking => "spiking",
        Winner.Conventional => "conventional",
        _ => "undecided",
    };

    public static string Of(Treatment treatment) => treatment switch
    {
        Treatment.Converted => "converted",
        Treatment.Folded => "folded",
        Treatment.Island => "island",
        _ => "refused",
    };

    public static string Of(Evidence evidence) => evidence switch
    {
        Evidence.Measured => "measured",
        Evidence.Modelled => "modelled",
        _ => "published",
    };

    public static string Of(IReadOnlyList<int> shape) => shape.Count == 0 ? "scalar" : string.Join('×', shape);

    /// <summary>A size of memory: "24 KiB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(bytes / 1048576.0)} MiB"),
        >= 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(bytes / 1024.0)} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };

    /// <summary>A fraction as whole per cent: "52 %".</summary>
    public static string WholePercent(double fraction) => double.IsFinite(fraction)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0} %")
        : Numbers.Unknown;

    /// <summary>An instruction set in a narrow column: "512" for vector512.</summary>
    public static string InstructionSet(string name) =>
        name.StartsWith("vector", StringComparison.Ordinal) ? name["vector".Length..] : name;

    /// <summary>The parts of the energy, in the order of reports.</summary>
    public static IReadOnlyList<(string Name, double? Joules)> Parts(EnergyParts parts) =>
    [
        ("synapse", parts.Synapse),
        ("neuron", parts.Neuron),
        ("network", parts.Network),
        ("static", parts.Static),
        ("input", parts.Input),
    ];

    /// <summary>A range: "0.15 to 1.38".</summary>
    public static string Of(Band? band) => band is null ? Numbers.Unknown : $"{Numbers.Plain(band.Low)} to {Numbers.Plain(band.High)}";

    /// <summary>How many nodes had each treatment: "5 converted, 2 folded".</summary>
    public static string Summary(IReadOnlyList<CoverageEntry> coverage) => string.Join(
        ", ",
        Enum.GetValues<Treatment>()
            .Select(treatment => (Treatment: treatment, Count: coverage.Count(entry => entry.Treatment == treatment)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {Of(entry.Treatment)}"));

    /// <summary>Spikes per synapse at which both cost the same; "never" where even silence would cost more.</summary>
    public static string BreakEven(Verdict verdict) => verdict.BreakEvenRange is Band range
        ? Of(range)
        : verdict.BreakEvenSpikesPerSynapse < 0 ? "never" : Numbers.Plain(verdict.BreakEvenSpikesPerSynapse);
}
