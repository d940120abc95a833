namespace Neuromorphic.Core.Networks;

/// <summary>How a receiver reads a spike.</summary>
public enum SpikeKind
{
    /// <summary>As one.</summary>
    Binary,

    /// <summary>As +1 or −1.</summary>
    Ternary,

    /// <summary>As an integer, which multiplies the weight.</summary>
    Graded,

    /// <summary>By its time: its current flows until the sender's window ends.</summary>
    Timed,
}
