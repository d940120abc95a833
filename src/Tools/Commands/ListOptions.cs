using System.CommandLine;
using System.Globalization;

namespace Neuromorphic.Tools.Commands;

/// <summary>Options that take a list with commas between its entries.</summary>
static class ListOptions
{
    /// <summary>Whole numbers within a range.</summary>
    public static Option<int[]> Wholes(string name, string description, int least, int most, params int[] standard)
    {
        Option<int[]> option = new(name) { Description = description, HelpName = "LIST", DefaultValueFactory = _ => standard };
        option.CustomParser = result =>
        {
            var values = new List<int>();
            foreach (string entry in Entries(result.Tokens[0].Value))
            {
                if (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
                {
                    values.Add(value);
                    continue;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes whole numbers from {least} to {most} with commas between, not '{entry}'."));
                return standard;
            }

            return NotEmpty(values, name, result, standard);
        };
        return option;
    }

    /// <summary>Words.</summary>
    public static Option<string[]> Words(string name, string description, params string[] standard)
    {
        Option<string[]> option = new(name) { Description = description, HelpName = "LIST", DefaultValueFactory = _ => standard };
        option.CustomParser = result => NotEmpty([.. Entries(result.Tokens[0].Value)], name, result, standard);
        return option;
    }

    static T[] NotEmpty<T>(List<T> values, string name, System.CommandLine.Parsing.ArgumentResult result, T[] standard)
    {
        if (values.Count > 0)
        {
            return [.. values.Distinct()];
        }

        result.AddError($"{name} takes a list with commas between its entries.");
        return standard;
    }

    static string[] Entries(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
