namespace Neuromorphic.Tools.Pipeline;

/// <summary>Which traces of which samples a user wants.</summary>
/// <param name="Kinds">Names of the tables.</param>
/// <param name="Folder">Where the files go; made if it is not there.</param>
/// <param name="Samples">The first so many samples, at least 1.</param>
/// <param name="Npy">Whether to write NPY instead of CSV.</param>
public sealed record TraceRequest(IReadOnlyList<string> Kinds, string Folder, int Samples, bool Npy)
{
    /// <summary>The tables that there are.</summary>
    public static IReadOnlyList<string> AllKinds { get; } = [.. Emulator.Traces.TraceTable.All(1).Select(table => table.Name)];
}
