using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Commands;

/// <summary>The option that says what is broken: KIND=RATE[,RATE...], kinds joined by '+' for both at once.</summary>
static class FaultOption
{
    static readonly Dictionary<string, FaultKind> Kinds = new()
    {
        ["dead-cores"] = FaultKind.DeadCores,
        ["dead-links"] = FaultKind.DeadLinks,
        ["drop"] = FaultKind.DroppedPackets,
        ["duplicate"] = FaultKind.DuplicatedPackets,
        ["silent"] = FaultKind.SilentNeurons,
        ["firing"] = FaultKind.FiringNeurons,
        ["bit-flips"] = FaultKind.FlippedBits,
    };

    /// <summary>The option.</summary>
    public static Option<FaultSetting[]> Create()
    {
        Option<FaultSetting[]> option = new("--fault")
        {
            Description = $"Run again with something broken: KIND=RATE[,RATE...], or KIND=RATE+KIND=RATE for both at once; may be repeated. Kinds: {string.Join(", ", Kinds.Keys)}. Rates from 0 to 1.",
            HelpName = "FAULT",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        option.CustomParser = result => [.. result.Tokens.SelectMany(token => Parse(result, token.Value))];
        return option;
    }

    static IEnumerable<FaultSetting> Parse(ArgumentResult result, string text)
    {
        string[] parts = text.Split('+', StringSplitOptions.TrimEntries);
        var together = new List<(FaultKind, double)>();
        foreach (string part in parts)
        {
            string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
            string[] numbers = sides.Length == 2 ? sides[1].Split(',', StringSplitOptions.TrimEntries) : [];
            var rates = new List<double>();
            foreach (string number in numbers)
            {
                if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate is >= 0 and <= 1)
                {
                    rates.Add(rate);
                }
            }

            if (!Kinds.TryGetValue(sides[0], out FaultKind kind) || rates.Count == 0 || rates.Count < numbers.Length || (parts.Length > 1 && rates.Count > 1))
            {
                result.AddError($"--fault takes KIND=RATE[,RATE...] or KIND=RATE+KIND=RATE, such as drop=0.001,0.01 or drop=0.01+silent=0.05, with rates from 0 to 1 and a kind of {string.Join(", ", Kinds.Keys)}; not '{text}'.");
                return [];
            }

            if (parts.Length == 1)
            {
                return [.. rates.Select(rate => new FaultSetting(string.Create(CultureInfo.InvariantCulture, $"{sides[0]}={rate}"), [(kind, rate)]))];
            }

            together.Add((kind, rates[0]));
        }

        return [new FaultSetting(text, together)];
    }
}
