using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuromorphic.Emulator.Chips;

/// <summary>
/// The JSON schema of chip files, made from the fields that a specification has and the units that are read, so that it
/// cannot say anything else than the reader.
/// </summary>
public static class ChipSchema
{
    /// <summary>The schema (draft 2020-12) as indented text.</summary>
    public static string Text { get; } = Create().ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";

    static JsonObject Create()
    {
        var root = Mapping();
        foreach ((string field, Quantity quantity) in ChipCatalogue.Load("ideal").Quantities)
        {
            string[] path = field.Split('.');
            bool charge = quantity.Dimension is Dimension.Energy or Dimension.Time or Dimension.Power;
            JsonObject mapping = path.Length > 1 ? Child(root, path[0]) : root;
            JsonObject shape = QuantityOf(quantity.Dimension, charge, field.StartsWith("core.", StringComparison.Ordinal));
            if (ChipReader.OptionalFields.Contains(field))
            {
                Properties(mapping)[path[^1]] = shape;
            }
            else
            {
                Add(mapping, path[^1], shape);
            }
        }

        Add(root, "schema", new JsonObject { ["const"] = ChipReader.Schema });
        Add(root, "name", SomeText());
        Add(root, "description", SomeText());
        Properties(root)["remarks"] = new JsonObject { ["type"] = "array", ["items"] = SomeText() };
        Properties(Child(root, "core"))["beyond"] = Statement(Words<BeyondLimits>());
        Add(Child(root, "mesh"), "order", Statement(Words<RoutingOrder>()));
        Add(Child(root, "mesh"), "delivery", Statement(Words<Delivery>()));
        Add(Child(root, "storage"), "sharedWeights", Statement(new JsonObject { ["type"] = "boolean" }));
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "A neuromorphic chip as data");
        return root;
    }

    static JsonObject QuantityOf(Dimension dimension, bool charge, bool limit)
    {
        var known = Mapping();
        Add(known, "value", new JsonObject { ["type"] = "number", ["minimum"] = 0 });
        Add(known, "unit", Choice(Units.Of(dimension)));
        Add(known, "evidence", Words<Evidence>());
        Add(known, "source", SomeText());
        Properties(known)["condition"] = SomeText();
        Properties(known)["node"] = SomeText();
        var forms = new JsonArray(known);
        if (charge || limit)
        {
            forms.Add(Single("unknown"));
        }

        if (limit)
        {
            forms.Add(Single("unlimited"));
        }

        if (charge)
        {
            JsonObject included = Single("includedIn");
            Add(included, "source", SomeText());
            forms.Add(included);
        }

        return new JsonObject { ["oneOf"] = forms };
    }

    static JsonObject Statement(JsonObject value)
    {
        JsonObject statement = Mapping();
        Add(statement, "value", value);
        Add(statement, "evidence", Words<Evidence>());
        Add(statement, "source", SomeText());
        return statement;
    }

    static JsonObject Single(string name)
    {
        JsonObject mapping = Mapping();
        Add(mapping, name, SomeText());
        return mapping;
    }

    static JsonObject Mapping() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(),
        ["required"] = new JsonArray(),
        ["additionalProperties"] = false,
    };

    static JsonObject SomeText() => new() { ["type"] = "string", ["minLength"] = 1 };

    static JsonObject Words<T>()
        where T : struct, Enum => Choice(Enum.GetNames<T>().Select(name => name.ToLowerInvariant()));

    static JsonObject Choice(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    static JsonObject Properties(JsonObject mapping) => mapping["properties"]!.AsObject();

    static void Add(JsonObject mapping, string name, JsonObject shape)
    {
        Properties(mapping)[name] = shape;
        mapping["required"]!.AsArray().Add(JsonValue.Create(name));
    }

    static JsonObject Child(JsonObject mapping, string name)
    {
        if (!Properties(mapping).ContainsKey(name))
        {
            Add(mapping, name, Mapping());
        }

        return Properties(mapping)[name]!.AsObject();
    }
}
