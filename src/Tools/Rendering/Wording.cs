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

    /// <summary>The parts of the energy, in the order of reports.</summary>
    public static IReadOnlyList<(string Name, double? Joules)> Parts(EnergyParts parts) =>
    [
        ("synapse", parts.Synapse),
        ("neuron", parts.Neuron),
        ("network", parts.Network),
        ("static", parts.Static),
        ("input", parts.Input),
    ];

    /// <summary>How many nodes had each treatment: "5 converted, 2 folded".</summary>
    public static string Summary(IReadOnlyList<CoverageEntry> coverage) => string.Join(
        ", ",
        Enum.GetValues<Treatment>()
            .Select(treatment => (Treatment: treatment, Count: coverage.Count(entry => entry.Treatment == treatment)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {Of(entry.Treatment)}"));

    /// <summary>Spikes per synapse at which both cost the same; "never" where even silence would cost more.</summary>
    public static string BreakEven(Verdict verdict) =>
        verdict.BreakEvenSpikesPerSynapse < 0 ? "never" : Numbers.Plain(verdict.BreakEvenSpikesPerSynapse);
}
