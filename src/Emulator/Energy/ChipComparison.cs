using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// The chip, by its own published energies, against a conventional device, by its published energy per product. The two
/// come from different technology nodes and count different things, which the verdict says.
/// </summary>
public static class ChipComparison
{
    /// <summary>Compares one inference.</summary>
    /// <param name="run">A run of which at least one sample is done.</param>
    /// <param name="device">The conventional device.</param>
    /// <param name="conventional">What the conventional network does.</param>
    /// <param name="settings">What the user assumes; null for nothing.</param>
    public static ConventionVerdict Of(
        ChipRunResult run, ConventionalDevice device, ConventionalWork conventional, ConventionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(conventional);
        settings ??= ConventionSettings.Plain;
        settings.Validate();
        var spiking = SpikingWork.Of(run);
        ConventionBill bill = Bill(new Dictionary<string, double>());
        return new ConventionVerdict(NameOf(run.Program.Chip, device), spiking.SpikesPerSynapse, ConventionVerdict.WinnerOf(bill))
        {
            Bill = bill,
            BreakEvenSpikesPerSynapse = spiking.SpikesPerSynapse > 0 ? ConventionVerdict.BreakEven(bill, spiking, _ => bill) : null,
            Sensitivity = Sensitivity.Of(Constants(run.Program.Chip, device), factors => Ratio(Bill(factors))),
        };

        ConventionBill Bill(IReadOnlyDictionary<string, double> factors)
        {
            var network = new LedgerBuilder();
            double each = device.JoulesPerMac.Si * factors.GetValueOrDefault("joulesPerMac", 1);
            network.Price(LedgerTerm.FirstLayerMacs, conventional.FirstLayerMacs, each, "joulesPerMac");
            network.Price(LedgerTerm.Macs, (conventional.Macs - conventional.FirstLayerMacs) * (1 - settings.Sparsity), each, "joulesPerMac");
            return new ConventionBill(ChipLedger.Of(run, factors, settings.StaticShare)) { Other = LinearBills.WithIdleShare(network, settings) };
        }
    }

    /// <summary>Name of the comparison.</summary>
    public static string NameOf(ChipSpecification chip, ConventionalDevice device)
    {
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentNullException.ThrowIfNull(device);
        return $"{chip.Name} vs {device.Name}";
    }

    /// <summary>The prices that a comparison rests on, by field of the chip file, and the device's.</summary>
    public static IEnumerable<KeyValuePair<string, Quantity>> Constants(ChipSpecification chip, ConventionalDevice device)
    {
        ArgumentNullException.ThrowIfNull(chip);
        ArgumentNullException.ThrowIfNull(device);
        return
        [
            .. chip.Quantities.Where(entry => entry.Field == "staticPower" || entry.Field.StartsWith("energy.", StringComparison.Ordinal))
                .Select(entry => KeyValuePair.Create(entry.Field, entry.Quantity)),
            KeyValuePair.Create("joulesPerMac", device.JoulesPerMac),
        ];
    }

    static double Ratio(ConventionBill bill) => bill.Conventional!.Joules > 0 ? bill.Spiking.Joules / bill.Conventional.Joules : double.NaN;
}
