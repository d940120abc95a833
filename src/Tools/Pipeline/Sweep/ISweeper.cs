using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>Runs a network at many points of a grid.</summary>
public interface ISweeper
{
    /// <summary>Does the whole job.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="progress">Told how far the work has come, from any thread.</param>
    /// <param name="token">Cancelled by Ctrl-C; the points that are done are then returned, marked <see cref="SweepResult.Partial"/>.</param>
    /// <exception cref="UserErrorException">The user can put it right: a bad model, an unknown chip or method, a journal of another sweep.</exception>
    SweepResult Sweep(SweepRequest request, IProgress<PipelineProgress> progress, CancellationToken token);
}
