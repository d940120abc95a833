using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Verdicts and ledgers as results name them.</summary>
static class VerdictFacts
{
    /// <summary>Conventional devices that a chip's own energies are compared with, by name in the devices' file.</summary>
    static readonly string[] ChipAgainst = ["gpu-titan-black", "arm-cortex-a", "mac45-int8"];

    /// <summary>All verdicts of a run: the conventions, then the chip by its own energies.</summary>
    /// <param name="run">The run.</param>
    /// <param name="conventions">The conventions to apply.</param>
    /// <param name="settings">What the user assumes.</param>
    public static IEnumerable<Verdict> Of(ChipRunResult run, IEnumerable<EnergyConvention> conventions, ConventionSettings settings)
    {
        var conventional = ConventionalWork.Of(run.Program.Network);
        var spiking = SpikingWork.Of(run);
        foreach (EnergyConvention convention in conventions)
        {
            ConventionVerdict verdict = convention.Compare(conventional, spiking, settings);
            yield return Of(verdict, convention.Constants, convention.Node) with
            {
                Source = string.Join("; ", convention.Constants.Values.Where(constant => constant.Source.Length > 0 && constant.Evidence != Emulator.Chips.Evidence.Assumed)
                    .Select(constant => constant.Source.Split(": ")[0]).Distinct()),
                Technology = string.Join(", ", convention.Nodes.DefaultIfEmpty(convention.Node)),
                MixesNodes = convention.MixesNodes,
                Includes = $"{string.Join(", ", convention.Includes)}; without {string.Join(", ", convention.Excludes)}",
            };
        }

        foreach (Emulator.Energy.ConventionalDevice device in ConventionalDevices.All.Where(device => ChipAgainst.Contains(device.Name)))
        {
            ConventionVerdict verdict = ChipComparison.Of(run, device, conventional, settings);
            if (verdict.SnnJoules > 0)
            {
                yield return Of(verdict, ChipComparison.Constants(run.Program.Chip, device), run.Program.Chip.Name) with
                {
                    Source = $"'neuromorphic chips {run.Program.Chip.Name}' lists each; {device.JoulesPerMac.Source}",
                    Technology = $"{run.Program.Chip.Name} against {device.Title}",
                    MixesNodes = true,
                    Includes = $"everything that the chip file prices, power at rest included; products only on {device.Title}",
                };
            }
        }
    }

    /// <summary>A ledger as results name it.</summary>
    public static IReadOnlyList<LedgerEntry> Of(EnergyLedger? ledger) =>
        ledger is null ? [] : [.. ledger.Lines.Select(line => new LedgerEntry(
            line.Term,
            line.Count,
            line.Joules,
            line.Treatment switch
            {
                LedgerTreatment.Priced => LineTreatment.Priced,
                LedgerTreatment.Contained => LineTreatment.Contained,
                LedgerTreatment.Excluded => LineTreatment.Excluded,
                _ => LineTreatment.Unpriced,
            },
            line.Basis))];

    static Verdict Of(ConventionVerdict verdict, IEnumerable<KeyValuePair<string, Quantity>> constants, string node)
    {
        Sensitivity? sensitivity = verdict.Sensitivity;
        return new Verdict
        {
            Convention = verdict.Convention,
            AnnJoules = verdict.AnnJoules,
            SnnJoules = verdict.SnnJoules,
            QuantisedJoules = verdict.QuantisedJoules,
            FloatJoules = verdict.Bill?.FloatingPoint?.Joules,
            Int8Joules = verdict.Bill?.EightBit?.Joules,
            Ratio = verdict.Ratio,
            RatioToTwin = verdict.QuantisedJoules > 0 ? verdict.SnnJoules / verdict.QuantisedJoules : null,
            BreakEvenSpikesPerSynapse = verdict.BreakEvenSpikesPerSynapse,
            BreakEvenRange = verdict.BreakEvenRange is (double low, double high) ? new Band(low, high) : null,
            RatioBand = sensitivity is null ? null : new Band(sensitivity.Low, sensitivity.High),
            Robust = sensitivity is { Robust: true } && verdict.Winner != EnergyWinner.Neither,
            LowerBound = verdict.LowerBound,
            Winner = verdict.Winner switch
            {
                EnergyWinner.Spiking => Winner.Spiking,
                EnergyWinner.Conventional => Winner.Conventional,
                _ => Winner.Undecided,
            },
            Constants = [.. constants.Select(constant => Of(constant.Key, constant.Value, node, sensitivity))],
            Conventional = Of(verdict.Bill?.Conventional),
            Spiking = Of(verdict.Bill?.Spiking),
        };
    }

    static ConstantFacts Of(string name, Quantity value, string node, Sensitivity? sensitivity)
    {
        ConstantSensitivity? moved = sensitivity?.Constants.FirstOrDefault(constant => constant.Name == name);
        return new ConstantFacts(
            name,
            value.IsKnown ? value.Value : null,
            value.Unit,
            value.Evidence?.ToString().ToLowerInvariant() ?? "",
            value.IsKnown ? value.Source : value.Reason ?? "",
            value.Node ?? node,
            moved?.Halved,
            moved?.Doubled);
    }
}
