using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Conformance;

/// <summary>Runs conformance cases.</summary>
interface IConformanceSuite
{
    /// <summary>Runs the cases in files and folders.</summary>
    /// <param name="paths">Case files, or folders that are searched with all their subfolders.</param>
    /// <param name="token">Ends the run between two cases.</param>
    /// <exception cref="UserErrorException">A file cannot be read, is malformed, or there is none.</exception>
    ConformanceResult Run(IReadOnlyList<string> paths, CancellationToken token);
}
