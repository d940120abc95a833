using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Conformance;

/// <summary>What became of a case on one instruction set.</summary>
/// <param name="Result">Whether it passed.</param>
/// <param name="Difference">The first difference of a case that failed.</param>
/// <param name="Reason">Why a case was skipped.</param>
sealed record CaseOutcome(CaseResult Result, CaseDifference? Difference, string? Reason)
{
    public static CaseOutcome Skipped(string reason) => new(CaseResult.Skipped, null, reason);

    /// <summary>A flavour that a kind does not know.</summary>
    public static CaseOutcome UnknownFlavour(CaseFile file) => Skipped($"flavour '{file.Flavour}' of kind '{file.Kind}' is not known");
}
