using System.Text.Json;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Tests.Chips;

public class PresetTests
{
    public static TheoryData<string> Names => [.. ChipCatalogue.Names];

    [Fact]
    public void All_presets_are_there() => Assert.Equal(
        [
            "akida", "darwin3", "ideal", "loihi1-davies2018", "loihi1-sanafe", "loihi2", "odin", "speck", "spinnaker1", "spinnaker2", "tianjic",
            "truenorth", "truenorth-akopyan2015", "xylo",
        ],
        ChipCatalogue.Names);

    [Fact]
    public void Loihi1_is_short_for_what_was_published_first() =>
        Assert.Equal(ChipCatalogue.Source("loihi1-davies2018"), ChipCatalogue.Source("Loihi1"));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_has_source_and_evidence_and_every_gap_a_reason(string name)
    {
        ChipSpecification chip = ChipCatalogue.Load(name);
        Assert.Equal(name, chip.Name);
        Assert.Equal(41, chip.Quantities.Count());
        foreach ((string field, Quantity quantity) in chip.Quantities)
        {
            Assert.True(
                quantity.IsKnown ? quantity.Evidence is not null && quantity.Source.Length > 5 && quantity.Unit.Length > 0 : quantity.Reason!.Length > 5,
                field);
        }

        Assert.True(chip.Mesh.Order.Source.Length > 5 && chip.Mesh.Delivery.Source.Length > 5 && chip.Storage.SharedWeights.Source.Length > 5);
    }

    [Fact]
    public void All_quantities_are_walked()
    {
        // A quantity that a record gains has to be listed, or tools would not show it.
        ChipSpecification chip = ChipCatalogue.Load("loihi1");
        object[] parts = [chip, chip.Mesh, chip.Core, chip.Storage, chip.Timing, chip.Energy];
        int declared = parts.Sum(part => part.GetType().GetProperties().Count(p => p.PropertyType == typeof(Quantity)));
        Assert.Equal(declared, chip.Quantities.Select(q => q.Field).Distinct().Count());
        string text = ChipCatalogue.Source("loihi1");
        Assert.All(chip.Quantities, q => Assert.Contains(q.Field.Split('.')[^1] + ":", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Loihi_has_the_numbers_of_table_2()
    {
        ChipSpecification chip = ChipCatalogue.Load("loihi1");
        Assert.Equal(
            [23.6e-12, 81e-12, 52e-12, 1.7e-12, 3.0e-12, 4.0e-12],
            new[] { chip.Energy.SynapticEvent, chip.Energy.UpdateActive, chip.Energy.UpdateInactive, chip.Energy.WithinTile, chip.Energy.HopEastWest, chip.Energy.HopNorthSouth }.Select(q => q.Si));
        Assert.Equal(
            [3.5e-9, 8.4e-9, 5.3e-9, 2.1e-9, 4.1e-9, 6.5e-9, 113e-9, 465e-9],
            new[]
            {
                chip.Timing.SynapticEvent, chip.Timing.UpdateActive, chip.Timing.UpdateInactive, chip.Timing.WithinTile, chip.Timing.HopEastWest,
                chip.Timing.HopNorthSouth, chip.Timing.BarrierMin, chip.Timing.BarrierMax,
            }.Select(q => q.Si));
        Assert.All(
            chip.Quantities.Where(q => q.Quantity.IsKnown && (q.Field.StartsWith("energy", StringComparison.Ordinal) || q.Field.StartsWith("timing", StringComparison.Ordinal))),
            q => Assert.Equal(Evidence.Simulated, q.Quantity.Evidence));
        Assert.Equal(
            [
                "timing.spike", "timing.packetSent", "timing.multiplyAccumulate", "timing.offChipCrossing", "energy.spike", "energy.packetSent",
                "energy.packetReceived", "energy.barrier", "energy.multiplyAccumulate", "energy.offChipCrossing",
            ],
            chip.Quantities.Where(q => q.Quantity is { IsMissing: true, IsUnlimited: false }).Select(q => q.Field));
        Assert.Equal(Evidence.Assumed, chip.Mesh.Order.Evidence);
        Assert.Equal(Evidence.Assumed, chip.Mesh.Width.Evidence);
        Assert.Equal((Evidence.Derived, 0.104), (chip.StaticPower.Evidence, chip.StaticPower.Si));
    }

    [Fact]
    public void The_ideal_chip_has_no_limits_and_no_prices()
    {
        ChipSpecification chip = ChipCatalogue.Load("ideal");
        Assert.All(chip.Quantities.Where(q => q.Field.StartsWith("core.", StringComparison.Ordinal)), q => Assert.True(q.Quantity.IsUnlimited));
        Assert.All(
            chip.Quantities.Where(q => q.Field.StartsWith("energy", StringComparison.Ordinal) || q.Field == "staticPower"),
            q => Assert.False(q.Quantity.IsKnown || q.Quantity.IsUnlimited));
    }

    [Fact]
    public void The_published_power_of_odin_follows_from_its_two_prices()
    {
        // 12.7 pJ per operation at 75 MHz and two cycles per operation: the incremental price and the power at rest shared out.
        ChipSpecification chip = ChipCatalogue.Load("odin");
        Assert.Equal(12.7e-12, chip.Energy.SynapticEvent.Si + (chip.StaticPower.Si * chip.Timing.SynapticEvent.Si), 0.05e-12);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_json_schema_knows_the_fields_of_every_preset_and_no_others(string name)
    {
        JsonElement schema = JsonDocument.Parse(ChipSchema.Text).RootElement;
        var root = YamlTree.Read(name, ChipCatalogue.Source(name), YamlLimits.Chip);
        AssertFits(root, schema, name);
    }

    static void AssertFits(YamlNode node, JsonElement schema, string where)
    {
        if (schema.TryGetProperty("oneOf", out JsonElement forms))
        {
            string[] names = [.. ((YamlMapping)node).Fields.Select(field => field.Name)];
            Assert.Single(forms.EnumerateArray(), form => Fits(names, form));
            return;
        }

        if (node is YamlMapping mapping)
        {
            Assert.True(Fits([.. mapping.Fields.Select(field => field.Name)], schema), where);
            foreach (YamlField field in mapping.Fields)
            {
                AssertFits(field.Value, schema.GetProperty("properties").GetProperty(field.Name), $"{where}.{field.Name}");
            }
        }
        else if (schema.TryGetProperty("enum", out JsonElement words))
        {
            Assert.Contains(((YamlScalar)node).Value, words.EnumerateArray().Select(word => word.GetString()));
        }
    }

    static bool Fits(string[] names, JsonElement form) =>
        form.GetProperty("required").EnumerateArray().All(required => names.Contains(required.GetString()))
        && names.All(name => form.GetProperty("properties").TryGetProperty(name, out _));

    [Theory]
    [InlineData(1.5, "pJ", Dimension.Energy, 1.5e-12)]
    [InlineData(7, "uJ", Dimension.Energy, 7e-6)]
    [InlineData(7, "µJ", Dimension.Energy, 7e-6)]
    [InlineData(2, "ms", Dimension.Time, 2e-3)]
    [InlineData(3, "s", Dimension.Time, 3)]
    [InlineData(104, "mW", Dimension.Power, 0.104)]
    [InlineData(128, "KiB", Dimension.Data, 1048576)]
    [InlineData(2, "byte", Dimension.Data, 16)]
    [InlineData(0.15625, "pJ/bit", Dimension.EnergyPerBit, 0.15625e-12)]
    public void Units_are_converted(double value, string unit, Dimension dimension, double si)
    {
        Assert.Equal(si, Quantity.Known(value, unit, dimension, Evidence.Assumed, "test").Si);
        Assert.Throws<ArgumentException>(() => Quantity.Known(value, unit + "x", dimension, Evidence.Assumed, "test"));
    }

    [Fact]
    public void An_unknown_is_not_a_number() =>
        Assert.Throws<InvalidOperationException>(() => Quantity.Unknown(Dimension.Energy, "why").Si);
}
