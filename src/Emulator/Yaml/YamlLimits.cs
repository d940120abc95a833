namespace Neuromorphic.Emulator.Yaml;

/// <summary>How much of a file is read at most.</summary>
/// <param name="Characters">Longest text, in characters.</param>
/// <param name="Nodes">Most values and names.</param>
readonly record struct YamlLimits(int Characters, int Nodes)
{
    /// <summary>A chip file.</summary>
    public static readonly YamlLimits Chip = new(1 << 20, 20_000);

    /// <summary>An architecture with thousands of tiles.</summary>
    public static readonly YamlLimits Architecture = new(64 << 20, 10_000_000);

    /// <summary>A network, apart from the edges that stand on lines of their own.</summary>
    public static readonly YamlLimits Network = new(1 << 30, 20_000_000);
}
