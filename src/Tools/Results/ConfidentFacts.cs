namespace Neuromorphic.Tools.Results;

/// <summary>What becomes of the network when each sample stops as soon as its decision is sure enough.</summary>
public sealed record ConfidentFacts
{
    /// <summary>How sure a decision had to be, 0 to 1.</summary>
    public required double Target { get; init; }

    /// <summary>What told how sure it was: margin, table or settling.</summary>
    public required string Rule { get; init; }

    /// <summary>Standard deviation of the noise in the evidence per timestep, in logits.</summary>
    public required double NoiseLogits { get; init; }

    /// <summary>Samples on which confidences were learnt; none of them is among those that were run.</summary>
    public required int CalibrationSamples { get; init; }

    /// <summary>Fraction of samples classified rightly at the stop; null without labels.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Fraction of samples for which the decision at the stop is the trained network's.</summary>
    public required double Agreement { get; init; }

    /// <summary>Mean confidence at the stop.</summary>
    public required double MeanConfidence { get; init; }

    /// <summary>Mean timesteps of the read-out until the stop.</summary>
    public required double MeanTimesteps { get; init; }

    /// <summary>Timesteps of the read-out without a stop.</summary>
    public required int FullTimesteps { get; init; }

    /// <summary>
    /// Expected calibration error in ten bins on the samples that were run: the distance between confidence and share of
    /// decisions that are the trained network's.
    /// </summary>
    public required double CalibrationError { get; init; }

    /// <summary>The same against the labels; null without labels.</summary>
    public required double? CalibrationErrorOfLabels { get; init; }

    /// <summary>Response times: samples that stopped at each timestep, only where there are any.</summary>
    public required IReadOnlyList<ResponseTime> ResponseTimes { get; init; }

    /// <summary>Accuracy against mean timesteps for other targets.</summary>
    public required IReadOnlyList<ConfidencePoint> Curve { get; init; }

    /// <summary>Energy until the stop, on the chip; null when it is not priced.</summary>
    public required double? JoulesPerInference { get; init; }

    /// <summary>Whether that leaves something out.</summary>
    public required bool LowerBound { get; init; }

    /// <summary>Time until the stop, on the chip; null when it is not known.</summary>
    public required double? SecondsPerInference { get; init; }

    /// <summary>Synaptic events per synapse until the stop.</summary>
    public required double? SpikesPerSynapse { get; init; }

    /// <summary>Who spends less when energy ends at the stop.</summary>
    public required IReadOnlyList<StoppedVerdict> Verdicts { get; init; }

    /// <summary>The decisions, sample by sample.</summary>
    public required IReadOnlyList<ConfidentDecision> Decisions { get; init; }
}

/// <summary>Samples that stopped at one timestep.</summary>
/// <param name="Timesteps">Timesteps of the read-out.</param>
/// <param name="Samples">How many stopped there.</param>
/// <param name="Accuracy">Fraction of them that was right; null without labels.</param>
public sealed record ResponseTime(int Timesteps, int Samples, double? Accuracy);

/// <summary>What another target would give.</summary>
/// <param name="Target">How sure a decision has to be.</param>
/// <param name="MeanTimesteps">Mean timesteps of the read-out.</param>
/// <param name="Accuracy">Accuracy; null without labels.</param>
/// <param name="Agreement">Share of decisions that are the trained network's.</param>
public sealed record ConfidencePoint(double Target, double MeanTimesteps, double? Accuracy, double Agreement);

/// <summary>A verdict with energy until the stop.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="SnnJoules">The spiking network; null where nothing is priced.</param>
/// <param name="Ratio">Spiking over conventional.</param>
/// <param name="Winner">Who spends less.</param>
public sealed record StoppedVerdict(string Convention, double? SnnJoules, double? Ratio, Winner Winner);

/// <summary>One sample's decision.</summary>
/// <param name="Class">The class.</param>
/// <param name="Confidence">How sure the decision was, 0 to 1.</param>
/// <param name="Timesteps">Timesteps of the read-out until then.</param>
public sealed record ConfidentDecision(int Class, double Confidence, int Timesteps);
