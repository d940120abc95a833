using Neuromorphic.Core.Verification;

namespace Neuromorphic.Tools.Verification;

/// <summary>One claim about a converted network that can be proven or refuted.</summary>
interface IVerifyCheck
{
    /// <summary>Its name, which stays the same from version to version.</summary>
    string Name { get; }

    /// <summary>Why it cannot run here; null if it can.</summary>
    string? Obstacle(VerifySubject subject) => null;

    /// <summary>Checks the claim.</summary>
    CheckOutcome Run(VerifySubject subject);
}
