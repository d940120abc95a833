namespace Neuromorphic.Emulator.Mapping;

/// <summary>A network that a chip cannot hold: which limit, where, by how much, and what would make it fit.</summary>
public sealed class MappingException : Exception
{
    /// <summary>A broken limit.</summary>
    /// <param name="population">The population that does not fit.</param>
    /// <param name="limit">The limit that it breaks.</param>
    /// <param name="needed">What the smallest possible part of it needs.</param>
    /// <param name="available">What a core has.</param>
    /// <param name="message">The message for people.</param>
    public MappingException(string population, CoreLimit limit, long needed, long available, string message)
        : base(message)
    {
        Population = population;
        Limit = limit;
        Needed = needed;
        Available = available;
    }

    /// <summary>The population that does not fit.</summary>
    public string Population { get; }

    /// <summary>The limit that it breaks.</summary>
    public CoreLimit Limit { get; }

    /// <summary>What the smallest possible part of it needs.</summary>
    public long Needed { get; }

    /// <summary>What a core has.</summary>
    public long Available { get; }
}
