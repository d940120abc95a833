using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Rendering;

namespace Neuromorphic.Tools.Pipeline.Sweep;

/// <summary>What all points of a sweep share: samples, and what ONNX Runtime says about them.</summary>
sealed class SweepData
{
    readonly string _sha256;
    readonly double _scale;

    SweepData(LoadedModel model)
    {
        _sha256 = model.Graph.Sha256;
        _scale = model.InputScale;
        Labels = model.Labels;
        Calibration = model.CalibrationValues;
        Inputs = model.Inputs(model.Images);
        Learnt = model.Inputs(model.Calibration);
        Decisions = Estimator.Decisions(model, Inputs);
        LearntDecisions = Estimator.Decisions(model, Learnt);
    }

    /// <summary>Calibration samples as floats, one behind the other.</summary>
    public float[] Calibration { get; }

    /// <summary>The samples that are run.</summary>
    public NetworkInputs Inputs { get; }

    /// <summary>The calibration samples as inputs.</summary>
    public NetworkInputs Learnt { get; }

    /// <summary>The right classes, or null.</summary>
    public LabelSet? Labels { get; }

    /// <summary>What the trained network decides.</summary>
    public int[] Decisions { get; }

    /// <summary>What it decides for the calibration samples.</summary>
    public int[] LearntDecisions { get; }

    /// <summary>What a model's points share.</summary>
    public static SweepData Of(LoadedModel model) => new(model);

    /// <summary>Accuracy of decisions; null without labels.</summary>
    public double? Accuracy(int[] decisions) => Labels is null ? null : Share(decisions, sample => Labels[sample]);

    /// <summary>Share of decisions that are the trained network's.</summary>
    public double Agreement(int[] decisions) => Share(decisions, sample => Decisions[sample]);

    /// <summary>What the figures of a point depend on beside its place in the grid, as one line.</summary>
    public string Fingerprint(SweepRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Inputs.ForEachChunk((_, _, values) => hash.AppendData(MemoryMarshal.AsBytes<float>(values)));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Calibration));
        hash.AppendData(MemoryMarshal.AsBytes(Labels is null ? [] : Labels.Values));
        return JsonSerializer.Serialize(string.Create(
            CultureInfo.InvariantCulture,
            $"neuromorphic.sweepJournal/1 model {_sha256} data {Convert.ToHexStringLower(hash.GetHashAndReset())} scale {_scale:R} threshold {request.Base.Threshold.Name} rule {request.Rule} seed {request.Base.Seed} version {Reproduction.ThisVersion}"));
    }

    static double Share(int[] decisions, Func<int, int> right)
    {
        int count = 0;
        for (int sample = 0; sample < decisions.Length; sample++)
        {
            count += decisions[sample] == right(sample) ? 1 : 0;
        }

        return (double)count / decisions.Length;
    }
}
