using Neuromorphic.Core.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>What was run stays inside what the proof of no overflow says.</summary>
sealed class PotentialsInside : IVerifyCheck
{
    public string Name => "potentials-inside-proof";

    public CheckOutcome Run(VerifySubject subject) =>
        subject.Over(record => PotentialsInRange.Check(subject.Network, subject.Converted.Ranges, record));
}
