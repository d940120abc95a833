using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>A measurement of this machine as text.</summary>
static class ProfileText
{
    public static void Write(TerminalPage page, ProfileResult result)
    {
        MachineFacts machine = result.Machine;
        page.Heading(machine.Processor);
        page.Paragraph($"{machine.LogicalProcessors} processors at {Numbers.Si(machine.ClockHertz, "Hz")}, {machine.OperatingSystem}, {machine.Runtime}");

        page.Heading("What one core moves per second");
        page.Table(
            ["level", ">size", ">load", ">store", ">copy", ">in place"],
            machine.Levels.Select(level => (IReadOnlyList<string>)
            [
                level.Level,
                Wording.Bytes(level.Bytes),
                Numbers.Si(level.LoadBytesPerSecond, "B/s"),
                Numbers.Si(level.StoreBytesPerSecond, "B/s"),
                Numbers.Si(level.CopyBytesPerSecond, "B/s"),
                Numbers.Si(level.UpdateBytesPerSecond, "B/s"),
            ]));

        page.Heading("Cycles per element, and the fraction of the limit");
        page.Table(
            ["kernel", "set", .. machine.Levels.Select(level => $">{level.Level}"), ">per second"],
            result.Kernels.GroupBy(kernel => (kernel.Kernel, kernel.InstructionSet)).Select(group => (IReadOnlyList<string>)
            [
                group.Key.Kernel,
                Wording.InstructionSet(group.Key.InstructionSet),
                .. group.Select(kernel => $"{Numbers.Plain(kernel.CyclesPerElement)} {Wording.WholePercent(kernel.FractionOfLimit)}"),
                Numbers.Si(group.First().ElementsPerSecond, ""),
            ]));
        NotesText.Write(page, [$"The last column counts neuron updates or synaptic events in {machine.Levels[0].Level}.", .. result.Notes]);
    }
}
