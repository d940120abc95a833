namespace Neuromorphic.Core.Recurrent;

/// <summary>A checkpoint that cannot be used; the message says why and the way out.</summary>
public sealed class CheckpointException(string message) : Exception(message);
