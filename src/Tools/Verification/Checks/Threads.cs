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
        ChipRunResult single = ChipRuns.Run(subject, threads: 1);
        return Numbers
            .Select(threads => RunComparison.Equal(single, ChipRuns.Run(subject, threads)))
            .Aggregate((all, one) => all.With(one));
    }
}
