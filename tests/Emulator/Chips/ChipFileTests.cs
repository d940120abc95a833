using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Tests.Chips;

public class ChipFileTests
{
    static readonly string Text = ChipCatalogue.Source("loihi1");

    [Theory]
    [InlineData("value: 23.6, unit: pJ", "value: 23.6, unit: ns", "energy.synapticEvent.unit", "'ns' is not a unit of this quantity; use one of J, mJ")]
    [InlineData("value: 23.6, unit: pJ", "value: 23;6, unit: pJ", "energy.synapticEvent.value", "a number is expected")]
    [InlineData("value: 23.6, unit: pJ", "value: '23.6', unit: pJ", "energy.synapticEvent.value", "a number is expected")]
    [InlineData("value: 23.6, unit: pJ", "value: -1, unit: pJ", "energy.synapticEvent.value", "not negative")]
    [InlineData("value: 23.6, unit: pJ", "value: 1e999, unit: pJ", "energy.synapticEvent.value", "a number is expected")]
    [InlineData("value: 23.6, unit: pJ", "value: NaN, unit: pJ", "energy.synapticEvent.value", "a number is expected")]
    [InlineData("value: 23.6, unit: pJ", "unit: pJ", "energy.synapticEvent.value", "missing")]
    [InlineData("value: 23.6, unit: pJ, evidence: simulated", "value: 23.6, unit: pJ", "energy.synapticEvent.evidence", "missing")]
    [InlineData("value: 23.6, unit: pJ, evidence: simulated", "value: 23.6, unit: pJ, evidence: hearsay", "energy.synapticEvent.evidence", "not one of measured, simulated")]
    [InlineData("value: 23.6, unit: pJ", "value: 23.6, unit: pJ, volt: 1", "energy.synapticEvent.volt", "unknown field; known here: unknown, includedIn, value, unit")]
    [InlineData("value: 23.6, unit: pJ", "value: 23.6, unknown: why, unit: pJ", "energy.synapticEvent.value", "stands alone")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { unknown: '' }", "energy.barrier.unknown", "a text is expected")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { unlimited: 'no' }", "energy.barrier.value", "missing")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: 5", "energy.barrier", "a mapping of fields is expected")]
    [InlineData("barrier: { unknown: 'not published' }", "barier: { unknown: 'not published' }", "energy.barrier", "missing")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { includedIn: energy.hops, source: 'x' }", "energy.barrier.includedIn", "'energy.hops' is not a field with a number")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { includedIn: energy.barrier, source: 'x' }", "energy.barrier.includedIn", "is not a field with a number")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { includedIn: energy.offChipCrossing, source: 'x' }", "energy.barrier.includedIn", "name one of energy.*, or staticPower")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { includedIn: timing.synapticEvent, source: 'x' }", "energy.barrier.includedIn", "name one of energy.*, or staticPower")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { includedIn: energy.synapticEvent }", "energy.barrier.source", "missing")]
    [InlineData("barrier: { unknown: 'not published' }", "barrier: { includedIn: energy.synapticEvent, source: 'x', value: 3 }", "energy.barrier.value", "stands alone")]
    [InlineData("hopEastWest: { value: 4.1, unit: ns", "hopEastWest: { includedIn: staticPower, source: 'x' }\n  was: { value: 4.1, unit: ns", "timing.was", "unknown field")]
    [InlineData("neurons: { value: 1024", "neurons: { includedIn: energy.barrier, source: 'x' }\n  was: { value: 1024", "core.neurons.value", "missing")]
    [InlineData("cores: { value: 128", "cores: { value: 127", "cores", "127 is not width × height × coresPerTile = 128")]
    [InlineData("neurons: { value: 1024", "neurons: { value: 10.5", "core.neurons", "a whole number")]
    [InlineData("width: { value: 8", "width: { value: 100000", "mesh.width", "a whole number from 1 to 4096")]
    [InlineData("order: { value: xy", "order: { value: zx", "mesh.order.value", "'zx' is not one of xy, yx")]
    [InlineData("name: loihi1-davies2018", "nom: loihi1", "name", "missing")]
    [InlineData("name: loihi1-davies2018", "name: loihi1\nname: again", "name", "stands twice")]
    [InlineData("schema: neuromorphic.chip/1", "schema: neuromorphic.chip/9", "schema", "write 'neuromorphic.chip/1'")]
    public void An_error_names_line_field_and_the_way_out(string replaced, string replacement, string field, string message)
    {
        Assert.Contains(replaced, Text, StringComparison.Ordinal);
        int index = Text.IndexOf("energy:", StringComparison.Ordinal);
        int at = field.StartsWith("energy", StringComparison.Ordinal) ? Text.IndexOf(replaced, index, StringComparison.Ordinal) : Text.IndexOf(replaced, StringComparison.Ordinal);
        string text = string.Concat(Text.AsSpan(0, at), replacement, Text.AsSpan(at + replaced.Length));
        var error = Assert.Throws<ChipException>(() => ChipCatalogue.Parse("mine.yaml", text));
        Assert.Equal(field, error.Field);
        Assert.StartsWith($"mine.yaml, line {error.Line}: {field}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        string line = text.Split('\n')[error.Line - 1];
        string parent = field.Split('.')[^1];
        Assert.True(
            line.Contains(parent, StringComparison.Ordinal) || message == "missing",
            $"line {error.Line} is '{line}', which does not hold '{parent}'");
    }

    [Fact]
    public void A_file_from_before_a_limit_was_known_says_nothing_about_it()
    {
        string text = string.Join('\n', Text.Split('\n').Where(line => !line.StartsWith("  fanIn:", StringComparison.Ordinal) && !line.StartsWith("  delay:", StringComparison.Ordinal)));
        Assert.NotEqual(Text, text);
        ChipSpecification chip = ChipCatalogue.Parse("mine.yaml", text);
        Assert.Equal((false, "not in the chip's file"), (chip.Core.FanIn.IsKnown, chip.Core.FanIn.Reason));
        Assert.Equal((false, "not in the chip's file"), (chip.Core.Delay.IsKnown, chip.Core.Delay.Reason));
    }

    [Fact]
    public void Text_that_is_no_chip_file_is_an_error_and_nothing_worse()
    {
        string bomb = "a: &a [x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"b{i}: &b{i} [{string.Join(", ", Enumerable.Repeat(i == 1 ? "*a" : $"*b{i - 1}", 8))}]\n"));
        string[] texts =
        [
            "", "   ", "# nothing", "just a text", "- a\n- list", "42", bomb, "a: *nowhere", "a: !!binary x", "a:\n\t- tab", "{", "a: [", "]", "a: b: c",
            "---\na: 1\n---\nb: 2", "? [complex]\n: 1", "\0", "a: \"unterminated", new string('[', 100_000), string.Concat(Enumerable.Repeat("{a: ", 50_000)),
            "x: " + new string('y', 2_000_000), string.Concat(Enumerable.Range(0, 30_000).Select(i => $"k{i}: 1\n")), "%YAML 9.9\n---\na: 1", "\uFEFF", "a: 1\r\nb",
        ];
        foreach (string text in texts)
        {
            var error = Assert.Throws<ChipException>(() => ChipCatalogue.Parse("bad.yaml", text));
            Assert.StartsWith("bad.yaml", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_files_are_errors_or_chips_and_nothing_worse()
    {
        var random = new Random(5);
        const string Marks = "{}[]:,'\"#&*!|>-? \t\n\0%@`";
        int errors = 0;
        for (int i = 0; i < 3_000; i++)
        {
            char[] text = Text.ToCharArray();
            for (int k = random.Next(1, 4); k > 0; k--)
            {
                text[random.Next(text.Length)] = Marks[random.Next(Marks.Length)];
            }

            try
            {
                ChipCatalogue.Parse("damaged.yaml", new string(text, 0, random.Next(4) == 0 ? random.Next(text.Length) : text.Length));
            }
            catch (ChipException)
            {
                errors++;
            }
        }

        Assert.InRange(errors, 1_000, 3_000);
    }

    [Fact]
    public void A_file_is_read_like_a_preset()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Text);
            Assert.Equal(ChipCatalogue.Load("loihi1"), ChipCatalogue.Load(path));
        }
        finally
        {
            File.Delete(path);
        }

        var error = Assert.Throws<ChipException>(() => ChipCatalogue.Load("no-such-chip"));
        Assert.Contains("ideal, loihi1-davies2018", error.Message, StringComparison.Ordinal);
        Assert.Throws<ChipException>(() => ChipCatalogue.Load(Path.GetTempPath()));
    }
}
