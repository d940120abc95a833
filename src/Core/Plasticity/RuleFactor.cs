using System.Globalization;

namespace Neuromorphic.Core.Plasticity;

/// <summary>One factor of a product: a variable plus a constant, or the sign of that.</summary>
/// <param name="Variable">What is read.</param>
/// <param name="Constant">What is added to it, −255 to 255.</param>
/// <param name="IsSign">Whether only the sign (−1, 0 or 1) of the sum counts; for w, d and t.</param>
public readonly record struct RuleFactor(RuleVariable Variable, int Constant = 0, bool IsSign = false)
{
    /// <summary>Largest magnitude of a constant.</summary>
    public const int LargestConstant = 255;

    /// <summary>Bits of the factor's magnitude: it saturates at −2^width and 2^width − 1.</summary>
    /// <param name="traceBits">Bits of a trace.</param>
    public int Width(int traceBits) => Variable switch
    {
        RuleVariable.X0 or RuleVariable.Y0 => 1,
        RuleVariable.W or RuleVariable.D or RuleVariable.T => 9,
        _ => traceBits,
    };

    /// <summary>Whether it is a trace x1, x2, y1, y2 or y3.</summary>
    public bool IsTrace => Variable is >= RuleVariable.X1 and <= RuleVariable.Y3;

    /// <summary>As written in a rule: x1, (y1-2), sgn(w).</summary>
    public override string ToString()
    {
        string name = NameOf(Variable);
        string sum = Constant == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{Constant:+0;-0}");
        return IsSign ? $"sgn({sum})" : Constant == 0 ? sum : $"({sum})";
    }

    internal static string NameOf(RuleVariable variable) => variable switch
    {
        RuleVariable.X0 => "x0",
        RuleVariable.Y0 => "y0",
        RuleVariable.X1 => "x1",
        RuleVariable.X2 => "x2",
        RuleVariable.Y1 => "y1",
        RuleVariable.Y2 => "y2",
        RuleVariable.Y3 => "y3",
        RuleVariable.W => "w",
        RuleVariable.D => "d",
        _ => "t",
    };
}
