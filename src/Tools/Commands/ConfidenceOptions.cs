using System.CommandLine;
using System.Globalization;
using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that let a sample stop when its decision is sure.</summary>
sealed class ConfidenceOptions
{
    const double MostNoise = 1e6;

    readonly Option<double?> _target = new("--until-confident")
    {
        Description = "Stop each sample as soon as its decision is right with probability P, learnt on the calibration samples; 0.5 to 0.9999.",
        HelpName = "P",
    };

    readonly Option<string> _rule = Rule();

    readonly Option<double> _noise = OptionKinds.Real(
        "--noise", "Standard deviation of noise in the evidence of each class and timestep, in logits; needs --until-confident.", 0, MostNoise, 0);

    /// <summary>The option that says what tells how sure a decision is.</summary>
    public static Option<string> Rule()
    {
        Option<string> option = new("--confidence-rule")
        {
            Description = "What tells how sure a decision is: 'margin' (lead of the first class), 'table' (that, for each timestep apart), 'settling' (how long it has led).",
            HelpName = "RULE",
            DefaultValueFactory = _ => "margin",
        };
        option.AcceptOnlyFromAmong([.. Enum.GetNames<ConfidenceRule>().Select(name => name.ToLowerInvariant())]);
        return option;
    }

    public ConfidenceOptions()
    {
        _target.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0.5 and <= 0.9999)
            {
                return value;
            }

            result.AddError($"--until-confident takes a probability from 0.5 to 0.9999, not '{text}'.");
            return null;
        };
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_target);
        command.Options.Add(_rule);
        command.Options.Add(_noise);
    }

    /// <summary>What the user wants; null to let samples run to their end.</summary>
    public ConfidenceRequest? Request(ParseResult parse)
    {
        double noise = parse.GetValue(_noise);
        if (parse.GetValue(_target) is double target)
        {
            return new ConfidenceRequest(target, Enum.Parse<ConfidenceRule>(parse.GetRequiredValue(_rule), ignoreCase: true), noise);
        }

        return noise > 0
            ? throw new UserErrorException("--noise is added to the evidence of decisions that stop when they are sure: give --until-confident too.")
            : null;
    }
}
