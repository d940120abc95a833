namespace Neuromorphic.Core.Recurrent;

/// <summary>The synapses of one target of one projection: sources, and 32 random bits each for weight and delay.</summary>
sealed class TargetSynapses
{
    int[] _sources = new int[1024];
    uint[] _draws = new uint[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Sources => _sources.AsSpan(0, Count);

    public ReadOnlySpan<uint> Draws => _draws.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int source, uint draw)
    {
        if (Count == _sources.Length)
        {
            Array.Resize(ref _sources, 2 * Count);
            Array.Resize(ref _draws, 2 * Count);
        }

        _sources[Count] = source;
        _draws[Count++] = draw;
    }
}
