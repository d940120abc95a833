using System.Globalization;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Commands;

/// <summary>Shows progress on one line that is written over again and wiped at the end.</summary>
sealed class ProgressLine(TextWriter? writer, TimeProvider? clock = null) : IProgress<PipelineProgress>, IDisposable
{
    static readonly TimeSpan LeastElapsed = TimeSpan.FromSeconds(2);

    readonly TimeProvider _clock = clock ?? TimeProvider.System;
    readonly Lock _lock = new();
    string _stage = "";
    long _begun;
    long _before;
    string _shown = "";

    public void Report(PipelineProgress value)
    {
        if (writer is null)
        {
            return;
        }

        lock (_lock)
        {
            if (value.Stage != _stage)
            {
                (_stage, _begun, _before) = (value.Stage, _clock.GetTimestamp(), value.Done);
            }

            Show(value.Total > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {Math.Clamp(100 * value.Done / value.Total, 0, 100)} %{Remaining(value)}")
                : value.Stage);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_shown.Length > 0)
            {
                Show("");
            }
        }
    }

    /// <summary>Time that the rest of the stage takes at the pace so far, once that says something.</summary>
    string Remaining(PipelineProgress value)
    {
        TimeSpan elapsed = _clock.GetElapsedTime(_begun);
        if (elapsed < LeastElapsed || value.Done <= _before || value.Done >= value.Total)
        {
            return "";
        }

        double seconds = elapsed.TotalSeconds * (value.Total - value.Done) / (value.Done - _before);
        return seconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(seconds)} s left")
            : string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(seconds / 60)} min left");
    }

    void Show(string text)
    {
        if (text != _shown)
        {
            writer!.Write('\r' + text.PadRight(_shown.Length) + (text.Length == 0 ? "\r" : ""));
            writer.Flush();
            _shown = text;
        }
    }
}
