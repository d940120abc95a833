using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Neuromorphic.Tools.Results;

/// <summary>Writes results as JSON: camel case, enumerations as lower-case words, NaN and infinity as null.</summary>
public static class ResultJson
{
    static readonly ResultsJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new FiniteNumberConverter(),
            new JsonStringEnumConverter<Treatment>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Evidence>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Winner>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LineTreatment>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<CaseResult>(JsonNamingPolicy.CamelCase),
        },
    });

    static readonly ResultsJsonContext Lines = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new FiniteNumberConverter() },
    });

    /// <summary>An estimate as <c>neuromorphic.estimate/1</c>.</summary>
    /// <param name="result">The estimate.</param>
    public static string Write(EstimateResult result) => Write(result, Context.EstimateResult);

    /// <summary>What was written as <c>neuromorphic.convert/1</c>.</summary>
    /// <param name="result">What was written.</param>
    public static string Write(ConvertResult result) => Write(result, Context.ConvertResult);

    /// <summary>An inspection as <c>neuromorphic.inspect/1</c>.</summary>
    /// <param name="result">The inspection.</param>
    public static string Write(InspectResult result) => Write(result, Context.InspectResult);

    /// <summary>A search over damaged models as <c>neuromorphic.fuzz/1</c>.</summary>
    /// <param name="result">The search.</param>
    public static string Write(FuzzResult result) => Write(result, Context.FuzzResult);

    /// <summary>The presets as <c>neuromorphic.chips/1</c>.</summary>
    /// <param name="result">The listing.</param>
    public static string Write(ChipListing result) => Write(result, Context.ChipListing);

    /// <summary>One chip as <c>neuromorphic.chip/1</c>.</summary>
    /// <param name="result">The chip.</param>
    public static string Write(ChipDetail result) => Write(result, Context.ChipDetail);

    /// <summary>Conformance as <c>neuromorphic.conformance/1</c>.</summary>
    /// <param name="result">The result.</param>
    public static string Write(ConformanceResult result) => Write(result, Context.ConformanceResult);

    /// <summary>A measurement of this machine as <c>neuromorphic.profile/1</c>.</summary>
    /// <param name="result">The measurement.</param>
    public static string Write(ProfileResult result) => Write(result, Context.ProfileResult);

    /// <summary>A verification as <c>neuromorphic.verify/1</c>.</summary>
    /// <param name="result">The verification.</param>
    public static string Write(VerifyResult result) => Write(result, Context.VerifyResult);

    /// <summary>A run as <c>neuromorphic.run/1</c>.</summary>
    /// <param name="result">The run.</param>
    public static string Write(RunResult result) => Write(result, Context.RunResult);

    /// <summary>A sweep as <c>neuromorphic.sweep/1</c>.</summary>
    /// <param name="result">The sweep.</param>
    public static string Write(SweepResult result) => Write(result, Context.SweepResult);

    /// <summary>A point of a sweep on one line, to be read back by <see cref="ReadSweepPoint"/>.</summary>
    internal static string WriteLine(SweepPoint point) => JsonSerializer.Serialize(point, Lines.SweepPoint);

    /// <summary>The point of a line.</summary>
    /// <exception cref="JsonException">The line holds no point.</exception>
    internal static SweepPoint? ReadSweepPoint(string line) => JsonSerializer.Deserialize(line, Lines.SweepPoint);

    static string Write<T>(T result, JsonTypeInfo<T> shape) => JsonSerializer.Serialize(result, shape) + "\n";
}
