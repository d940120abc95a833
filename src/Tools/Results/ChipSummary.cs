namespace Neuromorphic.Tools.Results;

/// <summary>A chip preset in one line.</summary>
/// <param name="Name">The name that <c>--chip</c> takes.</param>
/// <param name="Description">What it is.</param>
/// <param name="Cores">Cores of one chip.</param>
/// <param name="NeuronsPerCore">Most neurons on a core; null when only memory limits them.</param>
/// <param name="WeightBits">Widths of weights, in words, such as "1 to 9".</param>
/// <param name="Energy">Prices with a number, those contained in another's, and how many there are: "1 + 11 of 13".</param>
public sealed record ChipSummary(string Name, string Description, int Cores, int? NeuronsPerCore, string WeightBits, string Energy);
