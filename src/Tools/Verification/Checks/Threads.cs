using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>The number of threads changes nothing: decisions, potentials, counts.</summary>
sealed class Threads : IVerifyCheck
{
    static readonly int[] Numbers = [2, 3];

    public string Name => "threads-equal";

    public CheckOutcome Run(VerifySubject subject)
    {
        ChipRunResult single = subject.RunOnChip(1);
        return Numbers
            .Select(threads => RunComparison.Equal(single, subject.RunOnChip(threads)))
            .Aggregate((all, one) => all.With(one));
    }
}
