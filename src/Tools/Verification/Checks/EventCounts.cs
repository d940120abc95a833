using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>The run counts as many synaptic events as spikes × fan-out.</summary>
sealed class EventCounts : IVerifyCheck
{
    public string Name => "events-equal-spikes-times-fan-out";

    public CheckOutcome Run(VerifySubject subject) => RunComparison.Events(ChipRuns.Run(subject, threads: 1), subject.Records);
}
