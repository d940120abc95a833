namespace Neuromorphic.Core.Networks.Files;

/// <summary>A file that holds no network that can be run: truncated, damaged, of another version, or made up.</summary>
/// <param name="file">Name of the file.</param>
/// <param name="part">The part of it that is wrong.</param>
/// <param name="what">What is wrong with it.</param>
/// <param name="inner">What was thrown, or null.</param>
public sealed class NetworkFileException(string file, string part, string what, Exception? inner = null)
    : Exception($"{file}: {part}: {what}; write the network again with 'neuromorphic convert'.", inner)
{
    /// <summary>The part of the file that is wrong.</summary>
    public string Part { get; } = part;
}
