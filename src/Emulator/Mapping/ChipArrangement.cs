namespace Neuromorphic.Emulator.Mapping;

/// <summary>How several chips lie next to each other.</summary>
public enum ChipArrangement
{
    /// <summary>Side by side from west to east.</summary>
    Chain,

    /// <summary>In rows and columns, as near to a square as their number allows.</summary>
    Grid,
}
