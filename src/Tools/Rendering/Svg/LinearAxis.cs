namespace Neuromorphic.Tools.Rendering.Svg;

/// <summary>Maps values to pixels evenly, with round ticks.</summary>
sealed class LinearAxis
{
    readonly double _from;
    readonly double _perUnit;

    /// <summary>An axis from one value at one pixel to another at another.</summary>
    public LinearAxis(double low, double high, double from, double to)
    {
        Low = low;
        High = high > low ? high : low + 1;
        _from = from;
        _perUnit = (to - from) / (High - Low);
    }

    public double Low { get; }

    public double High { get; }

    public double At(double value) => _from + ((Math.Clamp(value, Low, High) - Low) * _perUnit);

    /// <summary>Round values along the axis, about as many as asked for.</summary>
    public IEnumerable<double> Ticks(int about)
    {
        double step = RoundStep((High - Low) / Math.Max(1, about));
        double first = Math.Ceiling((Low / step) - 1e-9) + 0.0; // never -0
        for (double i = first; i * step <= High + (step * 1e-9); i++)
        {
            yield return i * step;
        }
    }

    /// <summary>1, 2 or 5 times a power of ten, not below a length.</summary>
    public static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double ratio = atLeast / power;
        return power * (ratio <= 1.0000001 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }
}
