namespace Neuromorphic.Tools.Results;

/// <summary>A check of <c>verify</c> that did not run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why.</param>
public sealed record VerifyOmission(string Name, string Reason);
