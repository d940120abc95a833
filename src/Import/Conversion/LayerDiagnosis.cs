namespace Neuromorphic.Import.Conversion;

/// <summary>How well one population stands for the activation of the trained network.</summary>
/// <param name="Name">The population.</param>
/// <param name="Neurons">Its units.</param>
/// <param name="SpikesPerNeuron">Mean spikes of a unit per sample.</param>
/// <param name="Correlation">Pearson correlation of spike rate × amplitude and activation, over units and samples; null where either is constant.</param>
/// <param name="RelativeError">‖rate × amplitude − activation‖₂ / ‖activation‖₂; null where the activation is zero throughout.</param>
/// <param name="Saturated">Share of (unit, sample) with the largest net count that there can be: the activation is clipped.</param>
/// <param name="Dead">Share of units that spiked for no sample, although their activation was worth a spike for some.</param>
/// <param name="Uneven">Share of (unit, sample) whose count differs from that for an even arrival of the same input spikes: the one error that is neither clipping nor rounding.</param>
/// <param name="ThresholdBits">Median of log₂ Θ; null where nothing fires.</param>
public sealed record LayerDiagnosis(
    string Name,
    int Neurons,
    double SpikesPerNeuron,
    double? Correlation,
    double? RelativeError,
    double Saturated,
    double Dead,
    double Uneven,
    double? ThresholdBits);
