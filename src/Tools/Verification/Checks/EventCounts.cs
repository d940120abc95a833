using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>The run counts as many synaptic events as spikes × fan-out.</summary>
sealed class EventCounts : IVerifyCheck
{
    public string Name => "event-counts";

    public CheckOutcome Run(VerifySubject subject) => RunComparison.Events(subject.RunOnChip(1), subject.Records);
}
