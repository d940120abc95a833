namespace Neuromorphic.Tools.Results;

/// <summary>A layer of the imported graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="InputShape">Shape of one sample going in.</param>
/// <param name="OutputShape">Shape of one sample coming out.</param>
/// <param name="Macs">Multiply-accumulates of one inference.</param>
/// <param name="Parameters">Trained parameters.</param>
public sealed record LayerFacts(string Name, string Operator, IReadOnlyList<int> InputShape, IReadOnlyList<int> OutputShape, long Macs, long Parameters);
