namespace Neuromorphic.Tools.Pipeline;

/// <summary>How far the work has come.</summary>
/// <param name="Stage">What is being done, as a short phrase such as "running samples".</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 when unknown.</param>
public readonly record struct PipelineProgress(string Stage, long Done, long Total);
