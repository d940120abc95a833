namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>Puts tiles on the mesh, down the columns, and numbers their cores.</summary>
sealed class MeshBuilder(int width, int height)
{
    readonly List<Tile> _tiles = [];
    readonly List<CoreKind> _cores = [];
    readonly List<int> _tileOfCore = [];

    /// <summary>Cores so far.</summary>
    public int Cores => _cores.Count;

    /// <summary>Adds the next tile.</summary>
    /// <returns>Whether there was room on the mesh.</returns>
    public bool Add(HopCosts hops, IReadOnlyCollection<CoreKind> cores)
    {
        if (_tiles.Count >= (long)width * height)
        {
            return false;
        }

        int id = _tiles.Count;
        _tiles.Add(new Tile(id / height, id % height, hops, _cores.Count, cores.Count));
        _cores.AddRange(cores);
        _tileOfCore.AddRange(Enumerable.Repeat(id, cores.Count));
        return true;
    }

    /// <summary>The chip.</summary>
    /// <param name="name">Name.</param>
    /// <param name="linkBufferSize">Packets that a link holds.</param>
    /// <param name="barrier">Times of the barrier, ascending.</param>
    /// <param name="remarks">What has no effect.</param>
    /// <param name="error">Makes the error for a chip without cores.</param>
    public SanafeArchitecture Build(
        string name, int linkBufferSize, (int, double)[] barrier, IReadOnlyList<string> remarks, Func<string, Exception> error) =>
        _cores.Count == 0
            ? throw error("the chip has no cores")
            : new SanafeArchitecture(name, [.. _tiles], [.. _cores], [.. _tileOfCore], barrier)
            {
                Width = width,
                Height = height,
                LinkBufferSize = linkBufferSize,
                Remarks = remarks,
            };
}
