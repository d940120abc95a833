using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>Functions that integrate-and-fire neurons stand for: their activation is their input from zero to a limit, rounded or not.</summary>
static class RectifierLike
{
    const double Tolerance = 1e-4;

    /// <summary>
    /// Whether a function is a rectifier, or a staircase of one: stairs as wide as high, from zero up, the first one halfway.
    /// </summary>
    public static bool Is(ActivationFunction function) => function switch
    {
        Rectifier => true,
        Staircase stairs => Math.Abs(stairs.Step - stairs.OutputStep) <= Tolerance * stairs.Step
            && Math.Abs(stairs.Range.Lowest) <= Tolerance * stairs.Step
            && Math.Abs(Halfway(stairs) - 0.5) <= Tolerance,
        _ => false,
    };

    /// <summary>Where x = 0 lies between the stair of zero and the next one, as a fraction of it.</summary>
    static double Halfway(Staircase stairs) => (stairs.OutputOffset / stairs.OutputStep) + stairs.Rounding switch
    {
        StaircaseRounding.Down => stairs.Shift,
        StaircaseRounding.Up => stairs.Shift + 1,
        _ => stairs.Shift + 0.5,
    };
}
