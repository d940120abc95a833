using System.Text.Json.Serialization;

namespace Neuromorphic.Tools.Results;

/// <summary>Compiled knowledge of how results look as JSON; options are given by <see cref="ResultJson"/>.</summary>
[JsonSerializable(typeof(EstimateResult))]
[JsonSerializable(typeof(InspectResult))]
[JsonSerializable(typeof(FuzzResult))]
[JsonSerializable(typeof(ConvertResult))]
[JsonSerializable(typeof(ChipListing))]
[JsonSerializable(typeof(ChipDetail))]
[JsonSerializable(typeof(ConformanceResult))]
[JsonSerializable(typeof(ProfileResult))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(SweepResult))]
sealed partial class ResultsJsonContext : JsonSerializerContext;
