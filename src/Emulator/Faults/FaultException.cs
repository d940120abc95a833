namespace Neuromorphic.Emulator.Faults;

/// <summary>Faults that cannot be put into a network or onto a chip. The message says why, and the way out.</summary>
public sealed class FaultException : Exception
{
    /// <summary>A refusal.</summary>
    public FaultException(string message)
        : base(message)
    {
    }
}
