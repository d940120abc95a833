using Neuromorphic.Core;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>
/// Start potentials around half a threshold: half a threshold in the mean, which rounds a spike count to the nearest, but
/// spread evenly from a quarter to three quarters over the neurons of a population.
/// </summary>
/// <remarks>
/// Neurons that all start at half a threshold and see the same constant input, as those over a plain background do, fire
/// in the same timestep; the volley reaches the next population before or after the input that should balance it, and
/// spikes once sent cannot be taken back. Spread start values let them fire one after another. The spread is an additive
/// recurrence with the powers of the reciprocal of the root of x⁴ = x + 1 (M. Roberts 2018, a sequence of low discrepancy
/// in three dimensions): deterministic, and even over every patch.
/// </remarks>
static class StartPotential
{
    const double Spread = 0.5;
    const double AlongRows = 0.8191725133961645;
    const double AlongColumns = 0.6710436067037893;
    const double AlongChannels = 0.5497004779019703;

    /// <summary>The start potential of a neuron.</summary>
    /// <param name="rule">Which rule to follow.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="shape">Shape of its population.</param>
    /// <param name="neuron">Its index.</param>
    public static int Of(StartValue rule, int threshold, Shape shape, int neuron) => rule switch
    {
        StartValue.Zero => 0,
        StartValue.Half => threshold / 2,
        _ => SpreadOut(threshold, shape, neuron),
    };

    static int SpreadOut(int threshold, Shape shape, int neuron)
    {
        int position = Math.DivRem(neuron, shape.Channels, out int c);
        int y = Math.DivRem(position, shape.Width, out int x);
        double phase = 0.5 + (y * AlongRows) + (x * AlongColumns) + (c * AlongChannels);
        phase -= Math.Floor(phase);
        return (int)(threshold * (0.5 + (Spread * (phase - 0.5))));
    }
}
