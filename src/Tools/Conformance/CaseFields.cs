using System.Text.Json;

namespace Neuromorphic.Tools.Conformance;

/// <summary>The fields of an object in a case file; whatever is missing or of the wrong form is named.</summary>
sealed class CaseFields
{
    readonly string _file;
    readonly string _path;
    readonly JsonElement _element;

    CaseFields(string file, string path, JsonElement element)
    {
        _file = file;
        _path = path;
        _element = element;
    }

    /// <summary>The outermost object of a file.</summary>
    /// <exception cref="UserErrorException">It is not an object.</exception>
    public static CaseFields Of(string file, JsonElement root) => root.ValueKind == JsonValueKind.Object
        ? new CaseFields(file, "", root)
        : throw new UserErrorException($"{file}: a case is a JSON object.");

    public bool Has(string name) =>
        _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public CaseFields Object(string name)
    {
        JsonElement value = Value(name);
        return value.ValueKind == JsonValueKind.Object ? new CaseFields(_file, PathOf(name), value) : throw Wrong(PathOf(name), "an object");
    }

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<CaseFields> Objects(string name)
    {
        JsonElement list = List(name);
        List<CaseFields> objects = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            string path = $"{PathOf(name)}[{objects.Count}]";
            objects.Add(item.ValueKind == JsonValueKind.Object ? new CaseFields(_file, path, item) : throw Wrong(path, "an object"));
        }

        return objects;
    }

    public string Text(string name)
    {
        JsonElement value = Value(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(PathOf(name), "a string");
    }

    public bool Flag(string name)
    {
        JsonElement value = Value(name);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(PathOf(name), "true or false"),
        };
    }

    /// <summary>Whether a field is this string.</summary>
    public bool Is(string name, string text) => Value(name).ValueKind == JsonValueKind.String && Text(name) == text;

    /// <summary>An integer within bounds.</summary>
    public int Whole(string name, int least = int.MinValue, int most = int.MaxValue) => Whole(Value(name), PathOf(name), least, most);

    /// <summary>A list of integers of a given length.</summary>
    public int[] Wholes(string name, int count, int least = int.MinValue, int most = int.MaxValue) =>
        Wholes(Value(name), PathOf(name), count, least, most);

    /// <summary>A list of integers of any length.</summary>
    public int[] WholesOfAnyLength(string name) => Wholes(Value(name), PathOf(name), null, int.MinValue, int.MaxValue);

    /// <summary>One integer, or a list of a given length.</summary>
    public int[] OneOrWholes(string name, int count, int least = int.MinValue, int most = int.MaxValue) =>
        Value(name).ValueKind == JsonValueKind.Array ? Wholes(name, count, least, most) : [Whole(name, least, most)];

    /// <summary>A list of rows, each a list of integers of one length.</summary>
    public int[][] Rows(string name, int rows, int columns, int least = int.MinValue, int most = int.MaxValue)
    {
        return Rows(name, rows, (int?)columns, least, most);
    }

    /// <summary>A list of rows, each a list of integers of any length.</summary>
    public int[][] RaggedRows(string name, int rows) => Rows(name, rows, null, int.MinValue, int.MaxValue);

    /// <summary>How many columns the rows of a list have.</summary>
    public int Columns(string name)
    {
        JsonElement list = List(name);
        if (list.GetArrayLength() == 0 || list[0].ValueKind != JsonValueKind.Array || list[0].GetArrayLength() == 0)
        {
            throw Wrong(PathOf(name), "a list of rows that are not empty");
        }

        return list[0].GetArrayLength();
    }

    /// <summary>How many entries a list has, at least one.</summary>
    public int Length(string name) => List(name).GetArrayLength() is > 0 and int length ? length : throw Wrong(PathOf(name), "a list that is not empty");

    /// <summary>A list of finite numbers.</summary>
    public double[] Numbers(string name) => Numbers(List(name), PathOf(name));

    /// <summary>A list of lists of finite numbers.</summary>
    public double[][] RowsOfNumbers(string name)
    {
        List<double[]> rows = [];
        foreach (JsonElement item in List(name).EnumerateArray())
        {
            string path = $"{PathOf(name)}[{rows.Count}]";
            rows.Add(item.ValueKind == JsonValueKind.Array ? Numbers(item, path) : throw Wrong(path, "a list"));
        }

        return [.. rows];
    }

    /// <summary>A finite number.</summary>
    public double Number(string name) => Number(Value(name), PathOf(name));

    /// <summary>A complaint about a field.</summary>
    public UserErrorException Wrong(string name, FormattableString complaint) =>
        new($"{_file}: field '{PathOf(name)}': {FormattableString.Invariant(complaint)}.");

    double[] Numbers(JsonElement list, string path)
    {
        List<double> numbers = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            numbers.Add(Number(item, $"{path}[{numbers.Count}]"));
        }

        return [.. numbers];
    }

    double Number(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Wrong(path, "a number");

    int[][] Rows(string name, int rows, int? columns, int least, int most)
    {
        JsonElement list = List(name);
        if (list.GetArrayLength() != rows)
        {
            throw Wrong(PathOf(name), $"a list of {rows} rows, not {list.GetArrayLength()}");
        }

        int[][] all = new int[rows][];
        for (int row = 0; row < rows; row++)
        {
            all[row] = Wholes(list[row], $"{PathOf(name)}[{row}]", columns, least, most);
        }

        return all;
    }

    int[] Wholes(JsonElement list, string path, int? count, int least, int most)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(path, "a list of integers");
        }

        int length = list.GetArrayLength();
        if (count is int expected && length != expected)
        {
            throw Wrong(path, $"a list of {expected} integers, not {length}");
        }

        int[] values = new int[length];
        int k = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            values[k] = Whole(item, $"{path}[{k}]", least, most);
            k++;
        }

        return values;
    }

    int Whole(JsonElement value, string path, int least, int most)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int whole) && whole >= least && whole <= most)
        {
            return whole;
        }

        string range = least == int.MinValue && most == int.MaxValue ? "of 32 bits" : $"from {least} to {most}";
        throw Wrong(path, $"an integer {range}");
    }

    JsonElement List(string name)
    {
        JsonElement value = Value(name);
        return value.ValueKind == JsonValueKind.Array ? value : throw Wrong(PathOf(name), "a list");
    }

    JsonElement Value(string name) => Has(name)
        ? _element.GetProperty(name)
        : throw new UserErrorException($"{_file}: field '{PathOf(name)}' is missing.");

    string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    UserErrorException Wrong(string path, string expected) => new($"{_file}: field '{path}' has to be {expected}.");
}
