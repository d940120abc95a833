using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Verification;

/// <summary>
/// Runs a lowered network in 32-bit floats, layer by layer as written: the independent check that lowering understood
/// the model. Convolutions and dense layers sum in 32 bits, means and Softmax in 64. Samples are in C,H,W order.
/// Instances are immutable and may be used by several threads.
/// </summary>
public sealed class FloatExecutor
{
    readonly LayerGraph _graph;

    /// <summary>Makes an executor.</summary>
    /// <param name="graph">The network.</param>
    public FloatExecutor(LayerGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
    }

    /// <summary>Runs one sample.</summary>
    /// <param name="sample">The input, <see cref="LayerGraph.InputShape"/> in C,H,W order.</param>
    /// <returns>Every layer's output in C,H,W order, by value name.</returns>
    /// <exception cref="ArgumentException">The sample has another number of elements than the input.</exception>
    public IReadOnlyDictionary<string, float[]> Run(ReadOnlySpan<float> sample)
    {
        if (sample.Length != _graph.InputShape.Count)
        {
            throw new ArgumentException(
                $"The sample has {sample.Length} elements, the network takes {_graph.InputShape.Count}.", nameof(sample));
        }

        Dictionary<string, float[]> values = new(_graph.Layers.Count);
        float[] first = sample.ToArray();
        foreach (Layer layer in _graph.Layers)
        {
            float[] output = new float[layer.OutputShape.Count];
            if (layer.Inputs.Count == 1)
            {
                FloatKernels.Run(layer, ValueOf(layer.Inputs[0]), output);
            }
            else
            {
                FloatKernels.Join(layer, [.. layer.Inputs.Select(ValueOf)], output);
            }

            values[layer.Output] = output;
        }

        float[] ValueOf(string name) => name == _graph.InputName ? first : values[name];

        return values;
    }

    /// <summary>Runs samples in parallel and gives the outputs of the last layer.</summary>
    /// <param name="batch">The samples one behind the other.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="threads">Threads to use; -1 for as many as the machine has.</param>
    /// <param name="observe">
    /// Called for each sample with its index and every layer's output by value name; from several threads.
    /// </param>
    /// <returns>The outputs of the last layer, samples × classes.</returns>
    /// <exception cref="ArgumentException">The batch has another length than the samples need.</exception>
    public float[] RunBatch(ReadOnlyMemory<float> batch, int samples, int threads = -1,
        Action<int, IReadOnlyDictionary<string, float[]>>? observe = null)
    {
        int elements = _graph.InputShape.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        if (batch.Length != (long)samples * elements)
        {
            throw new ArgumentException(
                $"The batch has {batch.Length} elements; {samples} samples of {elements} are expected.", nameof(batch));
        }

        float[] outputs = new float[checked(samples * _graph.Classes)];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads };
        Parallel.For(0, samples, options, sample =>
        {
            IReadOnlyDictionary<string, float[]> values = Run(batch.Span.Slice(sample * elements, elements));
            values[_graph.OutputName].CopyTo(outputs, sample * _graph.Classes);
            observe?.Invoke(sample, values);
        });
        return outputs;
    }
}
