namespace Neuromorphic.Core.Recurrent;

/// <summary>A description of a network that cannot be used.</summary>
/// <param name="field">The field, as a path from the root.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class NetworkDescriptionException(string field, string problem) : Exception($"{field}: {problem}")
{
    /// <summary>The field, as a path from the root.</summary>
    public string Field { get; } = field;

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; } = problem;
}
