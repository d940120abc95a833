using System.Xml.Linq;
using Neuromorphic.Tools.Results;
using static Neuromorphic.Tools.Rendering.Html.Markup;

namespace Neuromorphic.Tools.Rendering.Html;

/// <summary>A measurement of this machine: its limits, a chart per level, every figure, and how to get it again.</summary>
static class ProfileSections
{
    public static XElement Render(ProfileResult result, Reproduction reproduction)
    {
        MachineFacts machine = result.Machine;
        return Tag(
            "main",
            Tag(
                "header",
                Words("p", "kicker", $"{machine.OperatingSystem}, {machine.Runtime}"),
                Words("h1", $"Kernels on {machine.Processor}"),
                Words("p", "lead", $"One core at {Numbers.Si(machine.ClockHertz, "Hz")}, of {machine.LogicalProcessors}.")),
            Limits(machine),
            Charts(result),
            Figures(result),
            Tag("section", Words("h2", "To bear in mind"), Tag("ul", result.Notes.Select(note => Words("li", note)))),
            Tag(
                "section",
                Words("h2", "How to get this again"),
                Words("pre", reproduction.CommandLine),
                Words("p", "about", $"Version {reproduction.Version}. Times differ from run to run; what the kernels compute does not.")));
    }

    static XElement Limits(MachineFacts machine)
    {
        HtmlTable table = new("level", ">size", ">load", ">store", ">copy", ">in place");
        foreach (MemoryFacts level in machine.Levels)
        {
            table.Row(
                level.Level,
                Wording.Bytes(level.Bytes),
                Numbers.Si(level.LoadBytesPerSecond, "B/s"),
                Numbers.Si(level.StoreBytesPerSecond, "B/s"),
                Numbers.Si(level.CopyBytesPerSecond, "B/s"),
                Numbers.Si(level.UpdateBytesPerSecond, "B/s"));
        }

        return Tag(
            "section",
            Words("h2", "Limits of this machine"),
            Words("p", "about", "Bytes that one core moves per second with its widest vectors; copying and changing in place count what is loaded and what is stored."),
            table.ToElement());
    }

    static XElement Charts(ProfileResult result)
    {
        XElement section = Tag("section", Words("h2", "Kernels"));
        foreach (MemoryFacts level in result.Machine.Levels)
        {
            section.Add(Tag(
                "figure",
                Tag("div", "scroll", Attribute("tabindex", "0"), KernelChart.Draw([.. result.Kernels.Where(kernel => kernel.Level == level.Level)], level.Level)),
                Words("figcaption", $"Working set of {Wording.Bytes(level.Bytes)}: {level.Level}.")));
        }

        return section;
    }

    static XElement Figures(ProfileResult result)
    {
        HtmlTable table = new("kernel", "instruction set", "level", ">working set", ">elements/s", ">cycles per element", ">of the limit");
        foreach (KernelFacts kernel in result.Kernels)
        {
            table.Row(
                kernel.Kernel,
                kernel.InstructionSet,
                kernel.Level,
                Wording.Bytes(kernel.Bytes),
                Numbers.Si(kernel.ElementsPerSecond, ""),
                Numbers.Plain(kernel.CyclesPerElement),
                Wording.WholePercent(kernel.FractionOfLimit));
        }

        return Tag("section", Words("h2", "Every figure"), table.ToElement());
    }
}
