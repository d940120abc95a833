namespace Neuromorphic.Emulator.Runs;

/// <summary>Samples as the network's integers. Read by several threads at once.</summary>
public interface IInputSource
{
    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>Writes the integers of a sample, channels last.</summary>
    /// <param name="sample">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="destination">As long as the network's input.</param>
    void Copy(int sample, Span<int> destination);
}
