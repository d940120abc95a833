using System.Globalization;

namespace Neuromorphic.Core.Plasticity;

/// <summary>A learning rule that is not understood: where it stops making sense, and what to write instead.</summary>
public sealed class RuleFormatException : FormatException
{
    /// <summary>A complaint without a place.</summary>
    public RuleFormatException()
        : this("the learning rule is not understood")
    {
    }

    /// <summary>A complaint without a place.</summary>
    public RuleFormatException(string message)
        : base(message)
    {
    }

    /// <summary>A complaint without a place, and its cause.</summary>
    public RuleFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A complaint about a place of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="position">Character, counted from 1.</param>
    /// <param name="complaint">What is wrong and what to write instead.</param>
    public RuleFormatException(string rule, int position, string complaint)
        : base(string.Create(CultureInfo.InvariantCulture, $"learning rule, character {position}: {complaint}; the rule is '{Shown(rule)}'"))
    {
        Rule = rule;
        Position = position;
    }

    /// <summary>The rule; empty when unknown.</summary>
    public string Rule { get; } = "";

    /// <summary>Character at which it stops making sense, counted from 1; 0 when unknown.</summary>
    public int Position { get; }

    static string Shown(string rule)
    {
        const int Longest = 200;
        string printable = string.Concat(rule.Take(Longest).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return rule.Length > Longest ? printable + "..." : printable;
    }
}
