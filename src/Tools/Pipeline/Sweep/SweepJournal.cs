using System.Text;
using System.Text.Json;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>
/// Keeps finished points in a file, one JSON object per line behind a line that says to which sweep they belong, so that a
/// sweep goes on where an interrupt or a crash left it. A line that was cut off is dropped.
/// </summary>
sealed class SweepJournal : IDisposable
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    readonly Lock _lock = new();
    readonly StreamWriter? _writer;

    SweepJournal(StreamWriter? writer, IReadOnlyList<SweepPoint> points)
    {
        _writer = writer;
        Points = points;
    }

    /// <summary>The points that an earlier run finished.</summary>
    public IReadOnlyList<SweepPoint> Points { get; }

    /// <summary>Opens or begins a journal.</summary>
    /// <param name="path">The file; null for a journal that keeps nothing.</param>
    /// <param name="sweep">What the sweep's points depend on: model, data, seed, version.</param>
    /// <exception cref="UserErrorException">The file belongs to another sweep, or cannot be read or written.</exception>
    public static SweepJournal Open(string? path, string sweep)
    {
        if (path is null)
        {
            return new SweepJournal(null, []);
        }

        try
        {
            string[] lines = File.Exists(path) ? File.ReadAllLines(path, Utf8) : [];
            if (lines.Length > 0 && lines[0] != sweep)
            {
                throw new UserErrorException($"{path} is no journal of this sweep (its model, data, seed and version are others): name another --journal, or delete it.");
            }

            SweepPoint[] points = [.. lines.Skip(1).Select(Parse).OfType<SweepPoint>()];

            // Written anew, so that what a crash cut off does not stay in the middle.
            var writer = new StreamWriter(path, append: false, Utf8) { NewLine = "\n", AutoFlush = true };
            var journal = new SweepJournal(writer, points);
            writer.WriteLine(sweep);
            foreach (SweepPoint point in points)
            {
                journal.Keep(point);
            }

            return journal;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserErrorException($"--journal: {path} cannot be used: {error.Message}", error);
        }
    }

    /// <summary>Keeps a point, from any thread.</summary>
    public void Keep(SweepPoint point)
    {
        if (_writer is not null)
        {
            lock (_lock)
            {
                _writer.WriteLine(ResultJson.WriteLine(point));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    static SweepPoint? Parse(string line)
    {
        try
        {
            return ResultJson.ReadSweepPoint(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
