namespace Neuromorphic.Tools.Results;

/// <summary>Weights of a projection that learns.</summary>
/// <param name="Source">The source population.</param>
/// <param name="Target">The target population.</param>
/// <param name="Unit">pA or mV.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation.</param>
public sealed record PlasticWeights(string Source, string Target, string Unit, double Mean, double Deviation);
