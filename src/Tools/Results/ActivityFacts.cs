namespace Neuromorphic.Tools.Results;

/// <summary>What happened on the chip.</summary>
/// <param name="PerInference">Mean counts of one inference.</param>
public sealed record ActivityFacts(ActivityCounts PerInference);
