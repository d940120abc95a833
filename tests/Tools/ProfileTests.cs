using System.Text.Json;
using System.Xml.Linq;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Profiling;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests;

public sealed class ProfileTests
{
    static readonly Lazy<ProfileResult> Measured = new(() =>
        new Profiler().Profile(KernelTable.All[0].Name, quick: true, new Progress<PipelineProgress>(), CancellationToken.None));

    [Fact]
    public void Every_accelerated_set_is_measured_at_every_level()
    {
        ProfileResult result = Measured.Value;

        Assert.Equal(["L1", "L2", "L3"], result.Machine.Levels.Select(level => level.Level));
        Assert.Equal(
            from level in result.Machine.Levels from set in KernelSet.All where set.IsAccelerated select (level.Level, set.Name),
            result.Kernels.Select(kernel => (kernel.Level, kernel.InstructionSet)));
        Assert.InRange(result.Machine.ClockHertz, 1e8, 1e10);
        Assert.All(result.Kernels, kernel =>
        {
            Assert.InRange(kernel.CyclesPerElement, 1e-4, 1e6);
            Assert.InRange(kernel.ElementsPerSecond, 1, 1e13);
            Assert.True(kernel.FractionOfLimit > 0 && double.IsFinite(kernel.FractionOfLimit));
            Assert.True(kernel.Bytes > 0);
        });
    }

    [Fact]
    public void The_JSON_has_the_keys_of_the_public_interface()
    {
        using JsonDocument json = JsonDocument.Parse(ResultJson.Write(Measured.Value));
        JsonElement root = json.RootElement;

        Assert.Equal("neuromorphic.profile/1", root.GetProperty("schema").GetString());
        Assert.Equal(
            ["processor", "logicalProcessors", "operatingSystem", "runtime", "clockHertz", "levels"],
            root.GetProperty("machine").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["level", "bytes", "loadBytesPerSecond", "storeBytesPerSecond", "copyBytesPerSecond", "updateBytesPerSecond"],
            root.GetProperty("machine").GetProperty("levels")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["kernel", "unit", "instructionSet", "level", "bytes", "elementsPerSecond", "cyclesPerElement", "fractionOfLimit"],
            root.GetProperty("kernels")[0].EnumerateObject().Select(property => property.Name));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void The_table_fits_its_width_and_names_kernels_and_levels(int width)
    {
        StringWriter writer = new() { NewLine = "\n" };
        new TerminalReport(writer, colour: false, width).Write(EveryKernel());
        string text = writer.ToString();

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Assert.All(["L1", "L2", "L3", "memory", "scalar", "sparse"], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_is_well_formed_and_charts_every_kernel_at_every_level()
    {
        ProfileResult result = EveryKernel();
        string html = HtmlReport.Render(result, new Reproduction("neuromorphic profile", "1.2.3"));
        XElement page = XElement.Parse(html[(html.IndexOf('\n', StringComparison.Ordinal) + 1)..]);

        Assert.Equal(result.Machine.Levels.Count, page.Descendants("svg").Count());
        Assert.Equal(result.Kernels.Count, page.Descendants("rect").Count(rectangle => ((string?)rectangle.Attribute("class") ?? "").StartsWith("bar", StringComparison.Ordinal)));
        Assert.DoesNotContain("http:", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    static ProfileResult EveryKernel()
    {
        string[] levels = ["L1", "L2", "L3", "memory"];
        return new ProfileResult
        {
            Machine = new MachineFacts("A processor with a rather long name @ 4.50 GHz", 2, "an operating system", ".NET", 4.5e9, [.. levels.Select(level => new MemoryFacts(level, 24 << 10, 4e11, 2e11, 4e11, 4e11))]),
            Kernels =
            [
                .. from kernel in KernelTable.All
                   from level in levels
                   from set in KernelSet.All
                   select new KernelFacts(kernel.Name, kernel.Unit, set.Name, level, 24 << 10, 1.234e10, 123.4, 1.05),
            ],
            Notes = ["a note"],
        };
    }
}
