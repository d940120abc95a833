using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>Potentials stay inside the derived bound of the unrounded layer in float64.</summary>
sealed class Float64Bound : IVerifyCheck
{
    public string Name => "fixed-point-inside-bound";

    public CheckOutcome Run(VerifySubject subject) =>
        subject.Over(record => FixedPointError.Check(subject.Converted, record));
}
