using System.Globalization;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Verification;

/// <summary>
/// Compares a lowered network with ONNX Runtime, layer by layer: each layer computes from ONNX Runtime's own values of
/// its inputs, so that an error shows at the layer that makes it and nowhere else. Where a function jumps, as a
/// quantiser does, a value on either side of a jump counts as right while the argument lies within rounding of it.
/// </summary>
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

    /// <summary>
    /// Compares like <see cref="Compare"/>, and reports errors of any size: infinity where ONNX Runtime's own values are
    /// not finite, the largest number where only ours are not or the sizes differ. Values inside of a node, which ONNX Runtime does not show, are compared through the layers behind them.
    /// </summary>
    /// <inheritdoc cref="Compare"/>
    public static LoweringReport Measure(LayerGraph graph, OnnxRuntimeTwin twin, ReadOnlyMemory<float> batch,
        int samples, int threads = -1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(twin);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Layer[] compared = [.. graph.Layers.Where(layer => !layer.IsInner)];
        string[] values = [.. compared.Select(layer => layer.Output)];
        LayerErrors[] errors = [.. compared.Select(layer => new LayerErrors(graph, layer))];
        int elements = graph.InputShape.Count;
        int next = 0;
        ReferenceValues references = new(graph);
        twin.RunWithValues(batch.Span, samples, values, (first, count, value, reference) =>
        {
            // The values of one chunk of samples arrive one after the other, inputs before what is made of them.
            if (next == 0)
            {
                references.Begin(batch.Slice(first * elements, count * elements), count);
            }

            references.Add(value, reference);
            errors[next].Compare(references, threads);
            next = (next + 1) % values.Length;
        });
        return new LoweringReport(samples, [.. errors.Select(error => error.Result())]);
    }
}
