namespace Neuromorphic.Tools.Results;

/// <summary>How long each phase took on this machine, in seconds. Differs from run to run.</summary>
/// <param name="ConvertSeconds">Conversion to spikes, calibration included.</param>
/// <param name="PartitionSeconds">Cutting layers into cores.</param>
/// <param name="PlaceSeconds">Finding the cores' places.</param>
/// <param name="RouteSeconds">Planning the ways of spikes.</param>
/// <param name="EmulateSeconds">Running the samples.</param>
public sealed record PhaseFacts(double ConvertSeconds, double PartitionSeconds, double PlaceSeconds, double RouteSeconds, double EmulateSeconds);
