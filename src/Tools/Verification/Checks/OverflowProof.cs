using Neuromorphic.Core.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>32 bits hold every potential and partial sum, for every input.</summary>
sealed class OverflowProof : IVerifyCheck
{
    public string Name => "no-overflow";

    public CheckOutcome Run(VerifySubject subject) => PotentialsInRange.CheckProof(subject.Converted.Ranges);
}
