namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Proves that no sum of synaptic input leaves 32 bits: for every neuron and receptor the magnitudes of all weights that
/// end there, and of the most that the drive can bring, are added up. A timestep cannot bring more, whoever fires.
/// </summary>
sealed class InputBound
{
    readonly long[][] _sums;

    /// <summary>Nothing connected yet.</summary>
    /// <param name="neurons">Neurons of a shard, padding included.</param>
    public InputBound(int neurons) => _sums = [.. Enum.GetValues<Receptor>().Select(_ => new long[neurons])];

    /// <summary>Adds the magnitudes of weights that end at a neuron.</summary>
    /// <param name="receptor">The receptor.</param>
    /// <param name="neuron">Number in the shard.</param>
    /// <param name="magnitude">Sum of magnitudes, in the receptor's units.</param>
    public void Add(Receptor receptor, int neuron, long magnitude) => _sums[(int)receptor][neuron] += magnitude;

    /// <summary>Adds those of another part of the same shard's synapses.</summary>
    public void Add(InputBound other)
    {
        for (int r = 0; r < _sums.Length; r++)
        {
            for (int i = 0; i < _sums[r].Length; i++)
            {
                _sums[r][i] += other._sums[r][i];
            }
        }
    }

    /// <summary>The largest sum over some neurons.</summary>
    /// <param name="receptor">The receptor.</param>
    /// <param name="first">The first neuron's number in the shard.</param>
    /// <param name="count">Neurons.</param>
    public long Largest(Receptor receptor, int first, int count)
    {
        long largest = 0;
        foreach (long sum in _sums[(int)receptor].AsSpan(first, count))
        {
            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
