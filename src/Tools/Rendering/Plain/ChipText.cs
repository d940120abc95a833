using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Chips as text.</summary>
static class ChipText
{
    public static void Write(TerminalPage page, ChipListing listing)
    {
        page.Table(
            ["chip", "what it is", ">cores", ">neurons/core", "weight bits", "energy"],
            listing.Chips.Select(chip => (IReadOnlyList<string>)
            [
                chip.Name, chip.Description, Numbers.Whole(chip.Cores), chip.NeuronsPerCore is int neurons ? Numbers.Whole(neurons) : Numbers.Unknown, chip.WeightBits, chip.Energy,
            ]));
        page.Paragraph("'neuromorphic chips NAME' shows every number of one chip with its source.");
    }

    public static void Write(TerminalPage page, ChipDetail chip)
    {
        page.Heading(chip.Name);
        page.Paragraph(chip.Description);
        foreach (IGrouping<string, ChipNumber> group in chip.Numbers.GroupBy(number => number.Group))
        {
            page.Heading(group.Key);
            page.Table(
                ["name", ">value", "unit", "evidence", "source and condition"],
                group.Select(number => (IReadOnlyList<string>)
                [
                    number.Name, number.Word ?? Exactly(number), number.Unit, number.Evidence, SourceOf(number),
                ]));
        }
    }

    // A specification's numbers are shown as they stand, not rounded.
    static string Exactly(ChipNumber number) =>
        number.Value is double value && double.IsFinite(value) ? value.ToString("G15", CultureInfo.InvariantCulture)
        : number.Evidence == "unlimited" ? "unlimited" : "unknown";

    static string SourceOf(ChipNumber number) => number.Condition.Length == 0 ? number.Source : $"{number.Source} ({number.Condition})";
}
