namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Synapses in the order of the file: source, target, weight, delay.</summary>
sealed class EdgeList
{
    /// <summary>Most synapses of a network.</summary>
    public const int MaxEdges = 1 << 29;

    int[] _sources = new int[1024];
    int[] _targets = new int[1024];
    double[] _weights = new double[1024];
    byte[]? _delays;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<int> Sources => _sources.AsSpan(0, Count);

    public ReadOnlySpan<int> Targets => _targets.AsSpan(0, Count);

    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>Further timesteps on the way; empty if no synapse has any.</summary>
    public ReadOnlySpan<byte> Delays => _delays.AsSpan(0, _delays is null ? 0 : Count);

    /// <summary>Adds a synapse.</summary>
    /// <returns>Whether there was room.</returns>
    public bool Add(int source, int target, double weight, int delay = 0)
    {
        if (Count == _sources.Length && !Grow())
        {
            return false;
        }

        _sources[Count] = source;
        _targets[Count] = target;
        _weights[Count] = weight;
        if (delay != 0 || _delays is not null)
        {
            _delays ??= new byte[_sources.Length];
            _delays[Count] = (byte)delay;
        }

        Count++;
        return true;
    }

    bool Grow()
    {
        if (Count >= MaxEdges)
        {
            return false;
        }

        int size = 2 * _sources.Length;
        Array.Resize(ref _sources, size);
        Array.Resize(ref _targets, size);
        Array.Resize(ref _weights, size);
        if (_delays is not null)
        {
            Array.Resize(ref _delays, size);
        }

        return true;
    }
}
