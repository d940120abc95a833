namespace Neuromorphic.Import.Conversion;

/// <summary>
/// How real network inputs become the integers of the input population: value = integer × step.
/// </summary>
/// <param name="Step">The network input that one integer unit stands for, positive.</param>
/// <param name="Minimum">Smallest integer; smaller inputs are clipped.</param>
/// <param name="Maximum">Largest integer; larger inputs are clipped.</param>
public readonly record struct InputEncoding(double Step, int Minimum, int Maximum)
{
    const int Levels = 255;

    /// <summary>Stored bytes 0 to 255 that are multiplied by a scale: taken over exactly.</summary>
    public static InputEncoding UnsignedBytes(double scale) => new(scale, 0, 255);

    /// <summary>Stored bytes −128 to 127 that are multiplied by a scale: taken over exactly.</summary>
    public static InputEncoding SignedBytes(double scale) => new(scale, -128, 127);

    /// <summary>256 evenly spaced levels over the range that calibration data span, zero being one of them.</summary>
    /// <param name="calibration">Network inputs, all finite.</param>
    public static InputEncoding Fit(ReadOnlySpan<float> calibration)
    {
        float smallest = 0;
        float largest = 0;
        foreach (float value in calibration)
        {
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        double range = (double)largest - smallest;
        double step = range > 0 ? range / Levels : 1;
        int minimum = (int)Math.Round(smallest / step);
        return new(step, minimum, minimum + Levels);
    }

    /// <summary>The integer of a network input.</summary>
    public int Encode(float value) => (int)Math.Clamp(Math.Round(value / Step, MidpointRounding.ToEven), Minimum, Maximum);
}
