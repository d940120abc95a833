using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Verification;

/// <summary>ONNX Runtime's values for a chunk of samples, and ours where a value lies inside of one of its nodes.</summary>
sealed class ReferenceValues(LayerGraph graph)
{
    readonly Dictionary<string, float[]> _values = [];

    /// <summary>Samples of the chunk.</summary>
    public int Samples { get; private set; }

    /// <summary>Forgets the last chunk.</summary>
    public void Begin(ReadOnlyMemory<float> batch, int samples)
    {
        _values.Clear();
        _values[graph.InputName] = batch.ToArray();
        Samples = samples;
    }

    /// <summary>Adds a value, sample by sample.</summary>
    public void Add(string name, ReadOnlySpan<float> elements) => _values[name] = elements.ToArray();

    /// <summary>A value of one sample; null where ONNX Runtime's has another size than the graph's.</summary>
    public float[]? Sample(string name, int sample)
    {
        int width = graph.ShapeOf(name).Count;
        if (graph.ProducerOf(name) is { IsInner: true } inner)
        {
            return Run(inner, sample);
        }

        float[] all = _values[name];
        return all.Length == width * Samples ? all.AsSpan(sample * width, width).ToArray() : null;
    }

    /// <summary>What a layer makes of ONNX Runtime's values of one sample; null where these have another size.</summary>
    public float[]? Run(Layer layer, int sample)
    {
        float[]?[] inputs = [.. layer.Inputs.Select(name => Sample(name, sample))];
        if (inputs.Contains(null))
        {
            return null;
        }

        float[] output = new float[layer.OutputShape.Count];
        if (inputs.Length == 1)
        {
            FloatKernels.Run(layer, inputs[0], output);
        }
        else
        {
            FloatKernels.Join(layer, inputs!, output);
        }

        return output;
    }
}
