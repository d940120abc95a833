namespace Neuromorphic.Emulator.Mapping;

/// <summary>Finds the links that spikes use from a tile to others.</summary>
interface ILinkWalker
{
    /// <summary>The links of the last walk: 4 × tile that is entered + direction.</summary>
    ReadOnlySpan<int> Links { get; }

    /// <summary>How often one spike uses each of them.</summary>
    ReadOnlySpan<int> Uses { get; }

    /// <summary>Walks from a tile to others.</summary>
    /// <param name="from">Index of the sender's tile.</param>
    /// <param name="destinations">Indices of the receivers' tiles; a tile may occur more than once.</param>
    void Walk(int from, ReadOnlySpan<int> destinations);
}
