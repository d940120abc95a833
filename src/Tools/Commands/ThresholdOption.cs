using System.CommandLine;
using System.Globalization;
using Neuromorphic.Import.Conversion.Thresholds;

namespace Neuromorphic.Tools.Commands;

/// <summary><c>--threshold</c>: how thresholds are chosen.</summary>
static class ThresholdOption
{
    const string Percentile = "percentile";
    const string Choices = "mse, percentile (or percentile:99.9), max, ltb or data-free";

    /// <summary>The option.</summary>
    public static Option<ThresholdRule> Create()
    {
        Option<ThresholdRule> option = new("--threshold")
        {
            Description = $"How thresholds are chosen: {Choices}. 'data-free' reads BatchNormalization and needs no calibration data. [default: mse]",
            HelpName = "RULE",
        };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (Parse(text) is not { } rule)
            {
                result.AddError($"--threshold takes {Choices}, with a percentile above 0 and at most 100, not '{text}'.");
                return new LeastErrorThreshold();
            }

            return rule;
        };
        return option;
    }

    static ThresholdRule? Parse(string text)
    {
        if (text.StartsWith(Percentile + ":", StringComparison.Ordinal))
        {
            bool isNumber = double.TryParse(text.AsSpan(Percentile.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double percentile);
            return isNumber && percentile is > 0 and <= 100 ? new PercentileThreshold(percentile) : null;
        }

        return text switch
        {
            "mse" => new LeastErrorThreshold(),
            Percentile => new PercentileThreshold(),
            "max" => new LargestThreshold(),
            "ltb" => new BalancedThreshold(),
            "data-free" => new DataFreeThreshold(),
            _ => null,
        };
    }
}
