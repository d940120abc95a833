namespace Neuromorphic.Tools.Results;

/// <summary>How near the network comes to one of the chip's limits.</summary>
/// <param name="Limit">What is limited, such as "synapse memory (bytes)".</param>
/// <param name="Where">The place where it is tightest.</param>
/// <param name="Used">How much is used there.</param>
/// <param name="Available">How much there is.</param>
public sealed record LimitUse(string Limit, string Where, double Used, double Available);
