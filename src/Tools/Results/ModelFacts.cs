namespace Neuromorphic.Tools.Results;

/// <summary>Which network was read.</summary>
/// <param name="Path">The file, or the name of the embedded demo.</param>
/// <param name="Sha256">Hash of the file's bytes, in hexadecimal.</param>
/// <param name="Nodes">Nodes of the graph.</param>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="Macs">Multiply-accumulates of one inference.</param>
public sealed record ModelFacts(string Path, string Sha256, int Nodes, long Parameters, long Macs);
