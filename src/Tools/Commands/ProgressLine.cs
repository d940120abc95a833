using System.Globalization;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Tools.Commands;

/// <summary>Shows progress on one line that is written over again and wiped at the end.</summary>
sealed class ProgressLine(TextWriter? writer) : IProgress<PipelineProgress>, IDisposable
{
    readonly Lock _lock = new();
    string _shown = "";

    public void Report(PipelineProgress value)
    {
        if (writer is null)
        {
            return;
        }

        string text = value.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {Math.Clamp(100 * value.Done / value.Total, 0, 100)} %")
            : value.Stage;
        lock (_lock)
        {
            Show(text);
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
