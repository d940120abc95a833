using Neuromorphic.Emulator.Energy;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Conversion.Thresholds;
using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>What the user asked <c>estimate</c> for, checked as far as it can be without reading the model.</summary>
public sealed record EstimateRequest
{
    /// <summary>The ONNX file; null is the embedded demo with its own data.</summary>
    public required string? ModelPath { get; init; }

    /// <summary>The samples to run, already limited to <see cref="Samples"/>; null only for the demo.</summary>
    public required ImageSet? Images { get; init; }

    /// <summary>Their labels, as many as <see cref="Images"/>; null when there are none. Check them with <see cref="LabelSet.RequireBelow"/>.</summary>
    public required LabelSet? Labels { get; init; }

    /// <summary>Samples to calibrate on; null when the pipeline shall choose.</summary>
    public required ImageSet? Calibration { get; init; }

    /// <summary>What stored values are multiplied by; null is <see cref="ImageSet.DefaultScale"/>.</summary>
    public required double? InputScale { get; init; }

    /// <summary>How many samples the user wants; null is all.</summary>
    public required int? Samples { get; init; }

    /// <summary>Name of a preset, or path of a specification.</summary>
    public required string Chip { get; init; }

    /// <summary>Timesteps per inference, at least 1; null when the network shall say it, or the usual ones.</summary>
    public required int? Timesteps { get; init; }

    /// <summary>Name of the conversion method; null when the network shall say it.</summary>
    public required string? Method { get; init; }

    /// <summary>Bits per weight, sign included, 2 to 9.</summary>
    public required int WeightBits { get; init; }

    /// <summary>How thresholds are chosen.</summary>
    public ThresholdRule Threshold { get; init; } = new LeastErrorThreshold();

    /// <summary>The conventions by which energies are compared.</summary>
    public IReadOnlyList<EnergyConvention> Conventions { get; init; } = ConventionCatalogue.All;

    /// <summary>What the user assumes about both sides of the comparison.</summary>
    public ConventionSettings Settings { get; init; } = ConventionSettings.Plain;

    /// <summary>How sure a decision shall be before its sample stops; null lets every sample run to its end.</summary>
    public ConfidenceRequest? Confidence { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads to use, at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>Which traces to write; null for none.</summary>
    public TraceRequest? Traces { get; init; }

    /// <summary>What is broken, a run each.</summary>
    public IReadOnlyList<FaultSetting> Faults { get; init; } = [];

    /// <summary>Whether to simulate the routers on the busiest timestep.</summary>
    public bool CheckNetwork { get; init; }

    /// <summary>The method that the user names, or null.</summary>
    /// <exception cref="UserErrorException">There is no such method.</exception>
    internal SpikingMethod? NamedMethod => Method is null ? null : SpikingMethod.Named(Method)
        ?? throw new UserErrorException($"there is no method '{Method}'; use --method {string.Join(", ", SpikingMethod.All.Select(method => method.Name))}.");

    /// <summary>How a model is converted.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="UserErrorException">There is no such method, or it does not run so long.</exception>
    internal (ConversionOptions Options, MethodChoice Choice) ConversionOf(LoadedModel model)
    {
        var choice = MethodChoice.Of(model.Layers, model.Encoding, NamedMethod, Timesteps);
        return choice.Timesteps > choice.Method.MostTimesteps
            ? throw new UserErrorException($"method '{choice.Method.Name}' runs for {choice.Method.MostTimesteps} timesteps at most, not {choice.Timesteps}: use fewer --timesteps.")
            : (new(choice.Timesteps, WeightBits) { Method = choice.Method, Threshold = Threshold }, choice);
    }
}
