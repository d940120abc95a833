using System.Diagnostics;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Shows the phases of the work as they begin, and measures them.</summary>
sealed class PhaseClock(IProgress<PipelineProgress> progress)
{
    readonly List<PhaseSeconds> _phases = [];
    string? _open;
    long _begun;

    /// <summary>Begins a phase; the one before ends.</summary>
    public void Begin(string phase)
    {
        End();
        _open = phase;
        _begun = Stopwatch.GetTimestamp();
        progress.Report(new PipelineProgress(phase, 0, 0));
    }

    /// <summary>Progress within the open phase.</summary>
    /// <param name="done">How much is done.</param>
    /// <param name="total">Of how much.</param>
    public void Report(long done, long total) => progress.Report(new PipelineProgress(_open!, done, total));

    /// <summary>Ends the open phase.</summary>
    /// <returns>All phases so far.</returns>
    public IReadOnlyList<PhaseSeconds> End()
    {
        if (_open is not null)
        {
            _phases.Add(new PhaseSeconds(_open, Stopwatch.GetElapsedTime(_begun).TotalSeconds));
            _open = null;
        }

        return [.. _phases];
    }
}
