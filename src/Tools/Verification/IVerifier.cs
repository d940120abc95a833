using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Verification;

/// <summary>Does the work of <c>verify</c>.</summary>
public interface IVerifier
{
    /// <summary>Converts a network and checks it.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="token">Cancelled by Ctrl-C.</param>
    /// <exception cref="UserErrorException">The user can put it right: a bad model or data, an unknown chip or method.</exception>
    VerifyResult Verify(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token);
}
