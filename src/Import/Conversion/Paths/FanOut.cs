using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>The synapses of a layer that lists them by output, sorted by input.</summary>
sealed class FanOut
{
    readonly int[] _start;
    readonly int[] _outputs;
    readonly float[] _weights;

    /// <summary>Sorts the synapses of a layer.</summary>
    public FanOut(LinearLayer layer)
    {
        _start = new int[layer.InputShape.Count + 1];
        _outputs = new int[layer.Sources.Length];
        _weights = new float[layer.Sources.Length];
        foreach (int source in layer.Sources)
        {
            _start[source + 1]++;
        }

        for (int i = 0; i < layer.InputShape.Count; i++)
        {
            _start[i + 1] += _start[i];
        }

        int[] next = _start[..^1];
        for (int output = 0; output + 1 < layer.RowStarts.Length; output++)
        {
            for (int k = layer.RowStarts[output]; k < layer.RowStarts[output + 1]; k++)
            {
                int at = next[layer.Sources[k]]++;
                _outputs[at] = output;
                _weights[at] = layer.Weights[k];
            }
        }
    }

    /// <summary>Calls back with every output that an input element takes part in, and its weight.</summary>
    public void Visit(int input, Action<int, double> visit)
    {
        for (int k = _start[input]; k < _start[input + 1]; k++)
        {
            visit(_outputs[k], _weights[k]);
        }
    }
}
