namespace Neuromorphic.Core.Neurons;

/// <summary>What a register does with a value that does not fit.</summary>
public enum RegisterOverflow
{
    /// <summary>Nothing: the 32-bit integer is kept, and wraps at 32 bits.</summary>
    None,

    /// <summary>Two's complement: the upper bits are lost.</summary>
    Wrap,

    /// <summary>The bound is kept.</summary>
    Clip,

    /// <summary>One span is taken off or added, once; a value further away stays outside.</summary>
    CorrectOnce,
}
