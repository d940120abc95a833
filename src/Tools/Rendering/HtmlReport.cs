using System.Xml.Linq;
using Neuromorphic.Tools.Rendering.Html;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering;

/// <summary>A result as one HTML file that opens offline: no script, no font, no request.</summary>
public static class HtmlReport
{
    /// <summary>The whole file.</summary>
    /// <param name="result">The estimate.</param>
    /// <param name="reproduction">How to get it again.</param>
    public static string Render(EstimateResult result, Reproduction reproduction)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(reproduction);
        string name = ShortName(result.Model.Path);
        XElement main = Tag(
            "main",
            OverviewSection.Render(result, name),
            AccuracySection.Render(result),
            ConfidentSection.Render(result),
            VerdictSection.Render(result),
            EnergySection.Render(result),
            ChipSection.Render(result),
            LayerSection.Render(result),
            RasterSection.Render(result),
            FaultSection.Render(result),
            ActivitySection.Render(result),
            LedgerSection.Render(result),
            CoverageSection.Render(result),
            NotesSection.Render(result),
            ReproductionSection.Render(result, reproduction));
        return HtmlDocument.Write($"{name} on {result.Chip.Name}", Tag("body", main));
    }

    /// <summary>A sweep as a whole file.</summary>
    /// <param name="result">The sweep.</param>
    /// <param name="reproduction">How to get it again.</param>
    public static string Render(SweepResult result, Reproduction reproduction)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(reproduction);
        string name = ShortName(result.Model.Path);
        return HtmlDocument.Write($"Sweep of {name}", Tag("body", SweepSections.Render(result, reproduction, name)));
    }

    /// <summary>File and folder: many models are called model.onnx.</summary>
    static string ShortName(string path) =>
        string.Join('/', path.Split('/', '\\').Where(part => part.Length > 0).TakeLast(2));

    /// <summary>A measurement of this machine as a whole file.</summary>
    /// <param name="result">The measurement.</param>
    /// <param name="reproduction">How to get it again.</param>
    public static string Render(ProfileResult result, Reproduction reproduction)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(reproduction);
        return HtmlDocument.Write($"Kernels on {result.Machine.Processor}", Tag("body", ProfileSections.Render(result, reproduction)));
    }

    /// <summary>A run of a spiking network as a whole file.</summary>
    /// <param name="result">The run.</param>
    /// <param name="reproduction">How to get it again.</param>
    public static string Render(RunResult result, Reproduction reproduction)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(reproduction);
        return HtmlDocument.Write(result.Network, Tag("body", RunSections.Render(result, reproduction)));
    }
}
