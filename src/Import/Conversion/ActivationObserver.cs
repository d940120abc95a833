using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Conversion;

/// <summary>Shows values of the ONNX file, the network's input among them, which ONNX Runtime does not hand out.</summary>
static class ActivationObserver
{
    /// <summary>Runs samples and shows each of the values for each chunk of samples.</summary>
    /// <param name="twin">The model in ONNX Runtime.</param>
    /// <param name="input">Name of the network's input.</param>
    /// <param name="batch">The samples one behind the other.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="values">Names of values, all different.</param>
    /// <param name="observe">Receives the values.</param>
    public static void Run(
        OnnxRuntimeTwin twin, string input, ReadOnlySpan<float> batch, int samples, IReadOnlyList<string> values, ValueObserver observe)
    {
        if (!values.Contains(input))
        {
            if (values.Count > 0)
            {
                twin.RunWithValues(batch, samples, values, observe);
            }

            return;
        }

        string[] made = [.. values.Where(value => value != input)];
        int width = twin.SampleElements;
        if (made.Length == 0)
        {
            for (int sample = 0; sample < samples; sample++)
            {
                observe(sample, 1, input, batch.Slice(sample * width, width));
            }

            return;
        }

        float[] copy = batch.ToArray();
        twin.RunWithValues(batch, samples, made, (first, count, value, elements) =>
        {
            if (value == made[0])
            {
                observe(first, count, input, copy.AsSpan(first * width, count * width));
            }

            observe(first, count, value, elements);
        });
    }
}
