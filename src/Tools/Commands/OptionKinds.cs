using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Neuromorphic.Tools.Commands;

/// <summary>The kinds of options that commands have, with messages that say what would be right.</summary>
static class OptionKinds
{
    /// <summary>A whole number within a range.</summary>
    public static Option<int> Whole(string name, string description, int least, int most, int standard)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.CustomParser = result => ParseWhole(result, name, least, most) is long value ? (int)value : standard;
        return option;
    }

    /// <summary>A whole number within a range that need not be given.</summary>
    public static Option<int?> OptionalWhole(string name, string description, int least, int most)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        option.CustomParser = result => ParseWhole(result, name, least, most) is long value ? (int)value : null;
        return option;
    }

    /// <summary>A seed: any whole number that is not negative.</summary>
    public static Option<long> Seed()
    {
        Option<long> option = new("--seed") { Description = "Seed of every random choice; the same seed gives the same result.", HelpName = "S", DefaultValueFactory = _ => 1 };
        option.CustomParser = result => ParseWhole(result, "--seed", 0, long.MaxValue) ?? 1;
        return option;
    }

    /// <summary>A positive number that need not be given.</summary>
    public static Option<double?> OptionalPositive(string name, string description)
    {
        Option<double?> option = new(name) { Description = description, HelpName = "S" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value > 0)
            {
                return value;
            }

            result.AddError($"{name} takes a number above 0, such as 0.0039, not '{text}'.");
            return null;
        };
        return option;
    }

    /// <summary>A number within a range.</summary>
    public static Option<double> Real(string name, string description, double least, double most, double standard)
    {
        Option<double> option = new(name) { Description = description, HelpName = "X", DefaultValueFactory = _ => standard };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}, not '{text}'."));
            return standard;
        };
        return option;
    }

    /// <summary>A file to read.</summary>
    public static Option<string?> Input(string name, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result => RequireFile(result, name));
        return option;
    }

    /// <summary>A file to write.</summary>
    public static Option<string?> Output(string name, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [Token token] && token.Value != "-")
            {
                string? directory = Path.GetDirectoryName(Path.GetFullPath(token.Value));
                if (Directory.Exists(token.Value))
                {
                    result.AddError($"{name}: '{token.Value}' is a directory; name a file in it.");
                }
                else if (directory is not null && !Directory.Exists(directory))
                {
                    result.AddError($"{name}: there is no directory '{directory}' to write to; create it first.");
                }
            }
        });
        return option;
    }

    /// <summary>The model, refused when there is no such file.</summary>
    public static Argument<string?> Model(string description, bool required)
    {
        Argument<string?> argument = new("MODEL.onnx")
        {
            Description = description,
            Arity = required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        };
        argument.Validators.Add(result => RequireFile(result, "MODEL.onnx"));
        return argument;
    }

    static void RequireFile(SymbolResult result, string name)
    {
        if (result.Tokens is [Token token])
        {
            if (result is ArgumentResult && token.Value.StartsWith('-') && !File.Exists(token.Value))
            {
                result.AddError($"'{token.Value}' is not an option of this command.");
            }
            else if (Directory.Exists(token.Value))
            {
                result.AddError($"{name}: '{token.Value}' is a directory; name a file.");
            }
            else if (!File.Exists(token.Value))
            {
                result.AddError($"{name}: there is no file '{token.Value}'.");
            }
        }
    }

    static long? ParseWhole(ArgumentResult result, string name, long least, long most)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most)
        {
            return value;
        }

        string range = most >= int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"of at least {least}")
            : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        result.AddError($"{name} takes a whole number {range}, not '{text}'.");
        return null;
    }
}
