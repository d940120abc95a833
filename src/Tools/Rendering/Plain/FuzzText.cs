using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>A search over damaged models as text.</summary>
static class FuzzText
{
    public static void Write(TerminalPage page, FuzzResult result)
    {
        page.Heading($"{result.Model}, damaged");
        page.Facts(
            ("tried", Numbers.Count(result.Tried)),
            ("converted", Numbers.Count(result.Converted)),
            ("only read", $"{Numbers.Count(result.Lowered)} (too large to be worth converting)"),
            ("refused", Numbers.Count(result.Refused)),
            ("findings", Numbers.Count(result.Findings.Count)),
            ("slowest", Numbers.Si(result.SlowestSeconds, "s")));
        if (result.Findings.Count > 0)
        {
            page.Heading("Neither converted nor refused as they should be");
            page.Table(
                [">number", "what", "file"],
                result.Findings.Select(finding => (IReadOnlyList<string>)[finding.Number.ToString(CultureInfo.InvariantCulture), finding.What, finding.File]));
        }
    }
}
