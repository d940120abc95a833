using System.Globalization;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Verification;

/// <summary>Compares a lowered network with ONNX Runtime, layer by layer.</summary>
public static class LoweringCheck
{
    /// <summary>The relative error beyond which lowering misunderstood the model; rounding stays far below.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>Runs both on the same samples and compares every layer's output.</summary>
    /// <param name="graph">The lowered network.</param>
    /// <param name="twin">ONNX Runtime on the same model.</param>
    /// <param name="batch">The samples one behind the other.</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    /// <param name="threads">Threads for our side; -1 for as many as the machine has.</param>
    /// <returns>The errors by layer, none beyond <see cref="Tolerance"/>.</returns>
    /// <exception cref="ModelException">
    /// A layer differs by more than <see cref="Tolerance"/>, or its values are not finite; the first such is named.
    /// </exception>
    public static LoweringReport Compare(LayerGraph graph, OnnxRuntimeTwin twin, ReadOnlyMemory<float> batch,
        int samples, int threads = -1)
    {
        LoweringReport report = Measure(graph, twin, batch, samples, threads);
        foreach (NodeError node in report.Nodes)
        {
            // Written so that NaN fails too.
            if (!(node.RelativeError <= Tolerance))
            {
                string error = node.RelativeError.ToString("0.0e+0", CultureInfo.InvariantCulture);
                throw new ModelException(graph.File, $"node '{Printable.Name(node.Node)}'",
                    double.IsFinite(node.RelativeError)
                        ? $"the imported graph differs from ONNX Runtime by {error} of its largest value"
                        : "its values are not finite on these samples",
                    double.IsFinite(node.RelativeError)
                        ? "This is a fault of the importer: please report it with the model"
                        : "Check the input scale and the weights");
            }
        }

        return report;
    }

    /// <summary>Compares like <see cref="Compare"/>, and reports errors of any size; a NaN counts as infinite.</summary>
    /// <inheritdoc cref="Compare"/>
    public static LoweringReport Measure(LayerGraph graph, OnnxRuntimeTwin twin, ReadOnlyMemory<float> batch,
        int samples, int threads = -1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(twin);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        FloatExecutor executor = new(graph);
        string[] values = [.. graph.Layers.Select(layer => layer.Output)];
        Dictionary<string, (double Error, double Largest)> extremes = values.ToDictionary(value => value, _ => (0d, 0d));
        int elements = graph.InputShape.Count;
        Dictionary<string, float[]>[] ours = [];
        twin.RunWithValues(batch.Span, samples, values, (first, count, value, reference) =>
        {
            // The values of one chunk of samples arrive one after the other; the first brings our side up to date.
            if (value == values[0])
            {
                ours = new Dictionary<string, float[]>[count];
                executor.RunBatch(batch.Slice(first * elements, count * elements), count, threads,
                    (sample, outputs) => ours[sample] = new(outputs));
            }

            (double error, double largest) = extremes[value];
            int width = reference.Length / count;
            for (int sample = 0; sample < count; sample++)
            {
                float[] mine = ours[sample][value];
                if (mine.Length != width)
                {
                    error = double.PositiveInfinity;
                    continue;
                }

                for (int i = 0; i < width; i++)
                {
                    double expected = reference[(sample * width) + i];
                    double difference = Math.Abs(mine[i] - expected);
                    error = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(error, difference);
                    largest = Math.Max(largest, Math.Abs(expected));
                }
            }

            extremes[value] = (error, largest);
        });
        return new LoweringReport(samples, [.. graph.Layers.Select(layer =>
        {
            (double error, double largest) = extremes[layer.Output];
            double relative = !double.IsFinite(error) || !double.IsFinite(largest) ? double.PositiveInfinity
                : error == 0 ? 0
                : largest > 0 ? error / largest : error;
            return new NodeError(layer.Name, layer.Output, error, relative);
        })]);
    }
}
