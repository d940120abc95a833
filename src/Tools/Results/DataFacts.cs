namespace Neuromorphic.Tools.Results;

/// <summary>The data of an estimate.</summary>
/// <param name="Samples">Samples that were run.</param>
/// <param name="InputScale">What a stored value was multiplied by.</param>
public sealed record DataFacts(int Samples, double InputScale);
