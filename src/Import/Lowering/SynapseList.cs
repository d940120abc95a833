namespace Neuromorphic.Import.Lowering;

/// <summary>Synapses of a LinearLayer while they are being listed, output by output.</summary>
sealed class SynapseList
{
    readonly List<int> _starts = [0];
    readonly List<int> _sources = [];
    readonly List<float> _weights = [];

    public int[] RowStarts => [.. _starts];

    public int[] Sources => [.. _sources];

    public float[] Weights => [.. _weights];

    /// <summary>A synapse of the current output.</summary>
    public void Add(int source, double weight)
    {
        _sources.Add(source);
        _weights.Add((float)weight);
    }

    /// <summary>Goes on to the next output.</summary>
    public void EndRow() => _starts.Add(_sources.Count);

    /// <summary>
    /// Every output is a sum over a product of taps: output (i₀, i₁, …) reads input (s₀, s₁, …) with the product of the
    /// weights of the taps (s_k, w_k) of i_k along each axis.
    /// </summary>
    /// <param name="context">The node; its budget pays.</param>
    /// <param name="dims">Dimensions of the input.</param>
    /// <param name="axes">Per axis and output index the taps.</param>
    public static SynapseList Separable(NodeContext context, int[] dims, (int Source, double Weight)[][][] axes)
    {
        double synapses = 1;
        double outputs = 1;
        foreach ((int, double)[][] axis in axes)
        {
            synapses *= axis.Sum(taps => (double)taps.Length);
            outputs *= axis.Length;
        }

        context.Reserve(Math.Max(synapses, outputs));
        int[] strides = Onnx.IndexMaps.Strides(dims);
        SynapseList list = new();
        Walk(0, [(0, 1.0)]);
        return list;

        void Walk(int axis, (int Source, double Weight)[] so)
        {
            if (axis == axes.Length)
            {
                foreach ((int source, double weight) in so)
                {
                    list.Add(source, weight);
                }

                list.EndRow();
                return;
            }

            foreach ((int Source, double Weight)[] taps in axes[axis])
            {
                Walk(axis + 1, [.. from outer in so
                    from tap in taps
                    select (outer.Source + (tap.Source * strides[axis]), outer.Weight * tap.Weight)]);
            }
        }
    }

    /// <summary>Taps of an axis that stays as it is.</summary>
    public static (int Source, double Weight)[][] Unchanged(int size) =>
        [.. Enumerable.Range(0, size).Select(k => new[] { (k, 1.0) })];
}
