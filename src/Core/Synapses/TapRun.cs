namespace Neuromorphic.Core.Synapses;

/// <summary>Taps that follow one another in the stored kernel and meet outputs that follow one another.</summary>
/// <param name="Tap">First tap, as stored.</param>
/// <param name="Output">Output of the first tap.</param>
/// <param name="Length">Number of taps.</param>
readonly record struct TapRun(int Tap, int Output, int Length);
