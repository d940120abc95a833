using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Converts, maps, runs and prices a network.</summary>
public interface IEstimator
{
    /// <summary>Does the whole job.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="progress">Told how far the work has come, from any thread and as often as is handy.</param>
    /// <param name="token">
    /// Cancelled by Ctrl-C. The estimator then either returns what it has, marked <see cref="EstimateResult.Partial"/>, or
    /// throws <see cref="OperationCanceledException"/>.
    /// </param>
    /// <exception cref="UserErrorException">The user can put it right: a bad model, an unknown chip or method, no room.</exception>
    EstimateResult Estimate(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token);
}
