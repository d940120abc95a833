using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;

namespace Neuromorphic.Emulator.Tests.Energy;

/// <summary>Conventions of users: what is wrong is named with file, line and field.</summary>
public class ConventionFileTests
{
    const string Good = """
        schema: neuromorphic.conventions/1
        conventions:
          - name: mine
            title: my device
            formula: compute
            node: 28 nm
            operandBits: 8
            includes: [products]
            excludes: [memory]
            constants:
              multiply: { value: 1, unit: pJ, evidence: measured, source: my bench }
              add: { value: 0.5, unit: pJ, evidence: measured, source: my bench }
              biasOperations: { value: 0, unit: count, evidence: assumed, source: none }
              compareOperations: { value: 0, unit: count, evidence: assumed, source: none }
              activationOperations: { value: 0, unit: count, evidence: assumed, source: none }
        """;

    [Fact]
    public void A_good_file_is_a_convention()
    {
        EnergyConvention mine = Assert.Single(ConventionCatalogue.Read("mine.yaml", Good));
        Assert.Equal(("mine", "28 nm", 8), (mine.Name, mine.Node, mine.OperandBits));
        Assert.Equal(3, mine.BreakEvenSpikesPerSynapse!.Value, 12);
    }

    [Theory]
    [InlineData("value: 0.5", "value: cheap", "mine.yaml, line 12: conventions[0].constants.add.value")]
    [InlineData("value: 0.5", "value: -0.5", "line 12")]
    [InlineData("unit: pJ, evidence: measured, source: my bench }\n      add", "unit: bit, evidence: measured, source: my bench }\n      add", "line 11: conventions[0].constants.multiply.unit")]
    [InlineData("formula: compute", "formula: magic", "line 5: conventions[0].formula")]
    [InlineData("conventions/1", "conventions/9", "line 1: schema")]
    [InlineData("operandBits: 8", "operandBits: 65", "line 7: conventions[0].operandBits")]
    [InlineData("operandBits: 8", "operandBits: 0", "operandBits")]
    [InlineData("title: my device", "title: my device\n    colour: red", "conventions[0].colour: unknown field")]
    [InlineData("{ value: 0.5, unit: pJ, evidence: measured, source: my bench }", "{ unknown: 'not measured' }", "constants.add")]
    [InlineData("      add: { value: 0.5, unit: pJ, evidence: measured, source: my bench }\n", "", "add: the field is missing")]
    [InlineData("multiply:", "floatAdd: { value: 1, unit: pJ, evidence: measured, source: my bench }\n      multiply:", "floatMultiply and floatAdd go together")]
    public void What_is_wrong_is_named(string old, string changed, string expected)
    {
        string text = Good.Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.Contains(old, text, StringComparison.Ordinal);
        ChipException error = Assert.Throws<ChipException>(() => ConventionCatalogue.Read("mine.yaml", text.Replace(old, changed, StringComparison.Ordinal)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("mine.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_given_once_and_ranges_have_two_ends()
    {
        string text = Good.Replace("\r\n", "\n", StringComparison.Ordinal);
        string twice = text + "\n" + text[text.IndexOf("  - name", StringComparison.Ordinal)..];
        Assert.Contains("already", Assert.Throws<ChipException>(() => ConventionCatalogue.Read("mine.yaml", twice)).Message, StringComparison.Ordinal);
        const string Range = """
            schema: neuromorphic.conventions/1
            conventions:
              - name: range
                title: a range
                formula: published
                node: any
                includes: [all]
                excludes: [none]
                constants:
                  breakEvenLow: { value: 2, unit: count, evidence: published, source: paper }
                  breakEvenHigh: { value: 1, unit: count, evidence: published, source: paper }
            """;
        Assert.Contains("breakEvenLow", Assert.Throws<ChipException>(() => ConventionCatalogue.Read("range.yaml", Range)).Message, StringComparison.Ordinal);
        Assert.Contains("gone.yaml", Assert.Throws<ChipException>(() => ConventionCatalogue.Load("gone.yaml")).Message, StringComparison.Ordinal);
    }
}
