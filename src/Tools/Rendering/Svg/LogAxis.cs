namespace Neuromorphic.Tools.Rendering.Svg;

/// <summary>Maps positive values to pixels by their logarithm, with a tick at each power of ten.</summary>
sealed class LogAxis
{
    const int MostTicks = 9;

    readonly double _from;
    readonly double _perDecade;

    /// <summary>An axis over whole decades that hold all values; values that are not positive are left out.</summary>
    public LogAxis(IEnumerable<double> values, double from, double to)
    {
        double[] logs = [.. values.Where(value => double.IsFinite(value) && value > 0).Select(Math.Log10)];
        LowDecade = logs.Length == 0 ? 0 : (int)Math.Floor(logs.Min() - 0.2);
        HighDecade = logs.Length == 0 ? 1 : Math.Max((int)Math.Ceiling(logs.Max() + 0.05), LowDecade + 1);
        _from = from;
        _perDecade = (to - from) / (HighDecade - LowDecade);
    }

    public int LowDecade { get; }

    public int HighDecade { get; }

    public double At(double value) =>
        _from + ((Math.Clamp(Math.Log10(Math.Max(value, double.Epsilon)), LowDecade, HighDecade) - LowDecade) * _perDecade);

    /// <summary>Powers of ten along the axis, every second or third one when there are many.</summary>
    public IEnumerable<double> Ticks()
    {
        int step = 1 + ((HighDecade - LowDecade) / MostTicks);
        for (int decade = LowDecade; decade <= HighDecade; decade += step)
        {
            yield return Math.Pow(10, decade);
        }
    }
}
