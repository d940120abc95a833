using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Chips as text.</summary>
static class ChipText
{
    public static void Write(TerminalPage page, ChipListing listing)
    {
        page.Table(
            ["chip", "what it is", ">cores", ">neurons", ">bits", ">prices"],
            listing.Chips.Select(chip => (IReadOnlyList<string>)
            [
                chip.Name, chip.Description, Numbers.Whole(chip.Cores), chip.NeuronsPerCore is int neurons ? Numbers.Whole(neurons) : Numbers.Unknown, chip.WeightBits, chip.Energy,
            ]));
        page.Paragraph("neurons: at most per core; bits: of a weight; prices: those with a number + those contained in another one, of all. What has no price makes the energy of a run a lower bound and is named.");
        page.Paragraph("'neuromorphic chips NAME' shows every number of one chip with its source, 'chips NAME --yaml' gives its file to start your own from.");
    }

    public static void Write(TerminalPage page, ChipDetail chip)
    {
        page.Heading(chip.Name);
        page.Paragraph(chip.Description);
        foreach (string remark in chip.Remarks)
        {
            page.Bullet(remark);
        }

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
        : number.Evidence is "unlimited" or "contained" ? "-" : "unknown";

    static string SourceOf(ChipNumber number) => number.Condition.Length == 0 ? number.Source : $"{number.Source} ({number.Condition})";
}
