namespace Neuromorphic.Core.Networks;

/// <summary>When the neurons of a population may send, and so how long the population runs.</summary>
/// <remarks>Its input lasts max(T, the longest of its sources) timesteps; biases act in the first T of them.</remarks>
public enum Emission
{
    /// <summary>In every step of its input; the population ends with it.</summary>
    WithInput,

    /// <summary>In every step, and after the input has ended until nobody sends any more.</summary>
    UntilQuiet,

    /// <summary>In the last step of its input.</summary>
    AtEnd,

    /// <summary>In a window that begins when the input has ended.</summary>
    InWindow,
}
