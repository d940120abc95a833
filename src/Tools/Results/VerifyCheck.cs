namespace Neuromorphic.Tools.Results;

/// <summary>One check of <c>verify</c>; docs/verification.md says what each proves.</summary>
/// <param name="Name">Its name, which stays the same from version to version.</param>
/// <param name="Holds">Whether what it claims is true in every case.</param>
/// <param name="Cases">Cases looked at.</param>
/// <param name="Worst">The worst case; null where there is no number, or where it is infinite.</param>
/// <param name="Bound">What the worst case may be; null where there is none.</param>
/// <param name="Where">What the worst case, or the first failure, is.</param>
public sealed record VerifyCheck(string Name, bool Holds, long Cases, double? Worst, double? Bound, string Where);
