namespace Neuromorphic.Emulator.Mapping;

/// <summary>The direction in which a packet uses a link.</summary>
public enum LinkDirection
{
    /// <summary>To a larger column.</summary>
    East,

    /// <summary>To a smaller column.</summary>
    West,

    /// <summary>To a smaller row.</summary>
    North,

    /// <summary>To a larger row.</summary>
    South,
}
