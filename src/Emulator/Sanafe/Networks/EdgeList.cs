namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>
/// Synapses in the order of the file. They stand in blocks that are never moved: a list of a hundred million is not copied while it grows.
/// </summary>
sealed class EdgeList
{
    /// <summary>Most synapses of a network.</summary>
    public const int MaxEdges = 1 << 29;

    const int BlockBits = 16;
    const int BlockSize = 1 << BlockBits;

    readonly List<Edge[]> _blocks = [];
    readonly List<byte[]> _delays = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether every weight is a number of single precision.</summary>
    public bool Single { get; private set; } = true;

    /// <summary>Whether any synapse has a delay.</summary>
    public bool Delayed => _delays.Count > 0;

    /// <summary>A synapse.</summary>
    public ref readonly Edge this[int index] => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>Further timesteps that a spike is on the way.</summary>
    public int Delay(int index) => Delayed ? _delays[index >> BlockBits][index & (BlockSize - 1)] : 0;

    /// <summary>Adds a synapse.</summary>
    /// <returns>Whether there was room.</returns>
    public bool Add(int source, int target, double weight, int delay = 0)
    {
        if (Count == MaxEdges)
        {
            return false;
        }

        int block = Count >> BlockBits;
        if (block == _blocks.Count)
        {
            _blocks.Add(new Edge[BlockSize]);
        }

        _blocks[block][Count & (BlockSize - 1)] = new Edge(source, target, weight);
        Single &= (float)weight == weight;
        if (delay != 0 || Delayed)
        {
            while (_delays.Count < _blocks.Count)
            {
                _delays.Add(new byte[BlockSize]);
            }

            _delays[block][Count & (BlockSize - 1)] = (byte)delay;
        }

        Count++;
        return true;
    }
}
