using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>A vector width gives the same spikes and potentials as one lane.</summary>
/// <param name="kernels">The kernels of that width.</param>
sealed class InstructionSet(KernelSet kernels) : IVerifyCheck
{
    public string Name => $"scalar-equals-{kernels.Name}";

    public string? Obstacle(VerifySubject subject) =>
        kernels.IsAccelerated ? null : $"this processor has no instructions of {kernels.Width} bits";

    public CheckOutcome Run(VerifySubject subject) => subject.Records
        .Zip(subject.Run(kernels), (scalar, vector) => scalar.Compare(vector, subject.Network))
        .Aggregate((all, one) => all.With(one));
}
