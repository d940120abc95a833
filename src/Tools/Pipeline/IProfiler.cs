using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Does the work of <c>profile</c>.</summary>
public interface IProfiler
{
    /// <summary>Names of the kernels that can be measured.</summary>
    IReadOnlyList<string> Kernels { get; }

    /// <summary>Measures this machine and kernels on it.</summary>
    /// <param name="kernel">Part of the names of the kernels to measure; null for all.</param>
    /// <param name="quick">Whether a rough measurement in caches only will do.</param>
    /// <param name="progress">Told how far the work has come.</param>
    /// <param name="token">Cancelled by the user.</param>
    ProfileResult Profile(string? kernel, bool quick, IProgress<PipelineProgress> progress, CancellationToken token);
}
