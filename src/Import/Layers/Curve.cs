namespace Neuromorphic.Import.Layers;

/// <summary>The curves that <see cref="Curve"/> knows, named as ONNX names them; a and b are its parameters.</summary>
public enum CurveKind
{
    /// <summary>1 / (1 + e^−x).</summary>
    Sigmoid,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x where x ≥ 0, otherwise a (e^x − 1).</summary>
    Elu,

    /// <summary>x where x ≥ 0, otherwise a (e^(x/a) − 1).</summary>
    Celu,

    /// <summary>b x where x ≥ 0, otherwise b a (e^x − 1).</summary>
    Selu,

    /// <summary>a x + b between 0 and 1.</summary>
    HardSigmoid,

    /// <summary>x × HardSigmoid(x) with a = 1/6, b = 1/2.</summary>
    HardSwish,

    /// <summary>x Φ(x), Φ being the normal distribution.</summary>
    Gelu,

    /// <summary>x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2.</summary>
    GeluTanh,

    /// <summary>x tanh(ln(1 + e^x)).</summary>
    Mish,

    /// <summary>ln(1 + e^x).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>The error function.</summary>
    Erf,

    /// <summary>e^x.</summary>
    Exp,

    /// <summary>ln x.</summary>
    Log,

    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>1 / x.</summary>
    Reciprocal,

    /// <summary>x^a.</summary>
    Pow,

    /// <summary>sin x.</summary>
    Sin,

    /// <summary>cos x.</summary>
    Cos,

    /// <summary>arctan x.</summary>
    Atan,

    /// <summary>x − a where x &gt; b, x + a where x &lt; −b, otherwise 0 (Shrink).</summary>
    Shrink,
}

/// <summary>A curved activation function.</summary>
/// <param name="Kind">Which curve.</param>
/// <param name="A">Its first parameter, where it has one; finite.</param>
/// <param name="B">Its second parameter, where it has one; finite.</param>
public sealed record Curve(CurveKind Kind, double A = 0, double B = 0) : ActivationFunction
{
    /// <inheritdoc/>
    public override string Name => Kind.ToString();

    /// <inheritdoc/>
    public override bool IsContinuous => Kind != CurveKind.Shrink || A == B;

    /// <inheritdoc/>
    public override bool IsMonotone => Kind switch
    {
        CurveKind.Sigmoid or CurveKind.Tanh or CurveKind.Softplus or CurveKind.Softsign or CurveKind.Erf or CurveKind.Exp or CurveKind.Atan => true,
        CurveKind.Elu or CurveKind.HardSigmoid => A >= 0,
        CurveKind.Celu => A > 0,
        CurveKind.Selu => A >= 0 && B >= 0,
        _ => false,
    };

    /// <inheritdoc/>
    public override (double Lowest, double Highest) Range => Kind switch
    {
        CurveKind.Sigmoid or CurveKind.HardSigmoid => (0, 1),
        CurveKind.Tanh or CurveKind.Softsign or CurveKind.Erf or CurveKind.Sin or CurveKind.Cos => (-1, 1),
        CurveKind.Softplus or CurveKind.Exp or CurveKind.Sqrt or CurveKind.Abs => (0, double.PositiveInfinity),
        CurveKind.Atan => (-Math.PI / 2, Math.PI / 2),
        _ => base.Range,
    };

    /// <inheritdoc/>
    public override double Evaluate(double x, int channel) => Kind switch
    {
        CurveKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        CurveKind.Tanh => Math.Tanh(x),
        CurveKind.Elu => x >= 0 ? x : A * (Math.Exp(x) - 1),
        CurveKind.Celu => x >= 0 ? x : A * (Math.Exp(x / A) - 1),
        CurveKind.Selu => B * (x >= 0 ? x : A * (Math.Exp(x) - 1)),
        CurveKind.HardSigmoid => Math.Clamp((A * x) + B, 0, 1),
        CurveKind.HardSwish => x * Math.Clamp((x / 6) + 0.5, 0, 1),
        CurveKind.Gelu => x / 2 * (1 + ErrorFunction.Evaluate(x / Math.Sqrt(2))),
        CurveKind.GeluTanh => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        CurveKind.Mish => x * Math.Tanh(Softplus(x)),
        CurveKind.Softplus => Softplus(x),
        CurveKind.Softsign => x / (1 + Math.Abs(x)),
        CurveKind.Erf => ErrorFunction.Evaluate(x),
        CurveKind.Exp => Math.Exp(x),
        CurveKind.Log => Math.Log(x),
        CurveKind.Sqrt => Math.Sqrt(x),
        CurveKind.Abs => Math.Abs(x),
        CurveKind.Reciprocal => 1 / x,
        CurveKind.Pow => Math.Pow(x, A),
        CurveKind.Sin => Math.Sin(x),
        CurveKind.Cos => Math.Cos(x),
        CurveKind.Atan => Math.Atan(x),
        _ => x > B ? x - A : x < -B ? x + A : 0,
    };

    // e^x would overflow where the result is x all the same.
    static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
