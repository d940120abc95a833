namespace Neuromorphic.Emulator.Energy;

/// <summary>Which network needs less energy.</summary>
public enum EnergyWinner
{
    /// <summary>The spiking network.</summary>
    Spiking,

    /// <summary>The conventional network.</summary>
    Conventional,

    /// <summary>Both the same, or it cannot be told.</summary>
    Neither,
}

/// <summary>The comparison of one inference under one convention.</summary>
/// <param name="Convention">Name of the convention.</param>
/// <param name="SpikesPerSynapse">Measured: synaptic events ÷ synapses of the spiking layers, per inference.</param>
/// <param name="Winner">Which needs less.</param>
public sealed record ConventionVerdict(string Convention, double SpikesPerSynapse, EnergyWinner Winner)
{
    /// <summary>The conventional network at the convention's width; null where nothing is priced.</summary>
    public double? AnnJoules => Bill?.Conventional?.Joules;

    /// <summary>The spiking network; its first layer is charged as multiply-accumulates.</summary>
    public double? SnnJoules => Bill?.Spiking.Joules;

    /// <summary>The conventional network with activations of ⌈log₂(T + 1)⌉ bits; null where the convention has no widths.</summary>
    public double? QuantisedJoules => Bill?.Twin?.Joules;

    /// <summary>Spiking ÷ conventional; below 1 the spiking network needs less. Null if the conventional one needs none.</summary>
    public double? Ratio => AnnJoules > 0 ? SnnJoules / AnnJoules : null;

    /// <summary>
    /// Spikes per synapse at which this network would need as much as the conventional one, everything else unchanged;
    /// negative if it loses even without spikes. Null if it cannot be told.
    /// </summary>
    public double? BreakEvenSpikesPerSynapse { get; init; }

    /// <summary>The published range of break-even points, where the convention is one.</summary>
    public (double Low, double High)? BreakEvenRange { get; init; }

    /// <summary>The ledgers; null where nothing is priced.</summary>
    public ConventionBill? Bill { get; init; }

    /// <summary>How the ratio moves with the constants; null where nothing is priced.</summary>
    public Sensitivity? Sensitivity { get; init; }

    /// <summary>Whether the spiking energy is a lower bound.</summary>
    public bool LowerBound => Bill?.Spiking.LowerBound ?? false;

    internal static ConventionVerdict Of(
        EnergyConvention convention, ConventionBill bill, ConventionalWork conventional, SpikingWork spiking, ConventionSettings settings) =>
        new(convention.Name, spiking.SpikesPerSynapse, WinnerOf(bill))
        {
            Bill = bill,
            BreakEvenSpikesPerSynapse = BreakEven(bill, spiking, work => convention.Bill(conventional, work, settings)),
            Sensitivity = Sensitivity.Of(convention, factors => RatioOf(convention.Scaled(factors).Bill(conventional, spiking, settings))),
        };

    internal static ConventionVerdict OfPublished(EnergyConvention convention, SpikingWork spiking)
    {
        double low = convention["breakEvenLow"];
        double high = convention["breakEvenHigh"];
        double measured = spiking.SpikesPerSynapse;
        EnergyWinner winner = measured < low ? EnergyWinner.Spiking : measured > high ? EnergyWinner.Conventional : EnergyWinner.Neither;
        return new ConventionVerdict(convention.Name, measured, winner) { BreakEvenRange = (low, high) };
    }

    /// <summary>A lower bound that is not above the conventional energy decides nothing.</summary>
    internal static EnergyWinner WinnerOf(ConventionBill bill)
    {
        double conventional = bill.Conventional!.Joules;
        double spiking = bill.Spiking.Joules;
        return spiking > conventional ? EnergyWinner.Conventional
            : spiking < conventional && !bill.Spiking.LowerBound ? EnergyWinner.Spiking
            : EnergyWinner.Neither;
    }

    internal static double? BreakEven(ConventionBill bill, SpikingWork spiking, Func<SpikingWork, ConventionBill> price)
    {
        // A network that never spiked is priced as if each synapse had carried one event.
        double perRate = spiking.SpikesPerSynapse > 0
            ? bill.Spiking.JoulesOfSpikes / spiking.SpikesPerSynapse
            : price(spiking with { SynapticEvents = spiking.Synapses }).Spiking.JoulesOfSpikes;
        double breakEven = (bill.Conventional!.Joules - (bill.Spiking.Joules - bill.Spiking.JoulesOfSpikes)) / perRate;
        return double.IsFinite(breakEven) && !bill.Spiking.LowerBound ? breakEven : null;
    }

    static double RatioOf(ConventionBill bill) => bill.Spiking.Joules / bill.Conventional!.Joules;
}
