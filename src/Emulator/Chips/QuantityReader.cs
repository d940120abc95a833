using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Chips;

/// <summary>Reads quantities and statements from a file.</summary>
static class QuantityReader
{
    /// <summary>{ value, unit, evidence, source, condition, node }, or { unknown: why }, or { unlimited: why }, or { includedIn, source }.</summary>
    public static Quantity Read(YamlFields parent, string name, Dimension dimension, bool mayBeUnlimited = false, bool mayBeIncluded = false)
    {
        YamlFields fields = parent.Mapping(name);
        if (fields.Has("unknown"))
        {
            var unknown = Quantity.Unknown(dimension, fields.Text("unknown"));
            Close(fields, "unknown");
            return unknown;
        }

        if (mayBeUnlimited && fields.Has("unlimited"))
        {
            var unlimited = Quantity.Unlimited(dimension, fields.Text("unlimited"));
            Close(fields, "unlimited");
            return unlimited;
        }

        if (mayBeIncluded && fields.Has("includedIn"))
        {
            var included = Quantity.Included(dimension, fields.Text("includedIn"), fields.Text("source"));
            Close(fields, "includedIn", "source");
            return included;
        }

        double value = fields.Number("value");
        string unit = fields.Text("unit");
        Evidence evidence = fields.Choice<Evidence>("evidence");
        string source = fields.Text("source");
        string? condition = fields.OptionalText("condition");
        string? node = fields.OptionalText("node");
        fields.Finish();
        double? si = Units.ToSi(value, unit, dimension);
        return si is double number && double.IsFinite(number)
            ? Quantity.Known(value, unit, dimension, evidence, source, condition) with { Node = node }
            : throw fields.Error("unit", Quantity.WrongUnit(unit, dimension));
    }

    /// <summary>{ value, evidence, source }.</summary>
    public static Statement<T> ReadStatement<T>(YamlFields parent, string name, Func<YamlFields, T> readValue)
    {
        YamlFields fields = parent.Mapping(name);
        var statement = new Statement<T>(readValue(fields), fields.Choice<Evidence>("evidence"), fields.Text("source"));
        fields.Finish();
        return statement;
    }

    static void Close(YamlFields fields, string only, string? with = null)
    {
        foreach (string name in fields.Names)
        {
            if (name != only && name != with)
            {
                throw fields.Error(name, $"'{only}' stands alone: a quantity is known or it is not");
            }
        }
    }
}
