using Neuromorphic.Core.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>n·Θ = ΣI + v₀ − v(T) for every neuron.</summary>
sealed class Identity : IVerifyCheck
{
    public string Name => "spike-identity";

    public CheckOutcome Run(VerifySubject subject) =>
        subject.Over(record => SpikeIdentity.Check(subject.Network, record));
}
