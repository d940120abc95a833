namespace Neuromorphic.Tools.Results;

/// <summary>One conformance case and what became of it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">What it tests.</param>
/// <param name="Flavour">Whose rules.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Difference">The first difference, where it failed.</param>
/// <param name="Reason">Why it was skipped, where it was.</param>
/// <param name="File">Where it stands.</param>
public sealed record ConformanceCase(
    string Id, string Kind, string Flavour, CaseResult Result, CaseDifference? Difference, string? Reason, string File);
