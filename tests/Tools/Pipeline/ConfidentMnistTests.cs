using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Results;
using Neuromorphic.Tools.Tests.Conformance;

namespace Neuromorphic.Tools.Tests.Pipeline;

/// <summary>Networks trained on MNIST, on 2000 of its test images; they do not belong to the repository.</summary>
public class ConfidentMnistTests
{
    /// <summary>Half the timesteps or fewer, at 0.2 points of accuracy or less.</summary>
    [SharedModelTheory]
    [InlineData("mnist-lenet")]
    [InlineData("mnist-mlp")]
    public void Stopping_when_sure_halves_the_timesteps_at_a_fifth_of_a_point(string model)
    {
        string shared = Path.GetDirectoryName(CaseData.SharedFolder)!;
        string data = Path.Combine(shared, "data", "mnist");
        EstimateResult result = new Estimator().Estimate(
            new EstimateRequest
            {
                ModelPath = Path.Combine(shared, "models", model, "model.onnx"),
                Images = NpyFile.ReadImages(Path.Combine(data, "images.npy")),
                Labels = NpyFile.ReadLabels(Path.Combine(data, "labels.npy")),
                Calibration = NpyFile.ReadImages(Path.Combine(data, "calibration.npy")),
                InputScale = null,
                Samples = null,
                Chip = "loihi1",
                Timesteps = 32,
                Method = "if",
                WeightBits = 8,
                Seed = 1,
                Threads = 2,
                Confidence = new ConfidenceRequest(0.99, ConfidenceRule.Margin, 0),
            },
            new Silent(),
            CancellationToken.None);
        ConfidentFacts facts = result.Confident!;
        Assert.InRange(facts.MeanTimesteps, 1, 16);
        Assert.True(facts.Accuracy >= result.Snn.Accuracy - 0.002, $"{facts.Accuracy} after {result.Snn.Accuracy}");
        Assert.InRange(facts.CalibrationError, 0, 0.01);
        Assert.True(facts.JoulesPerInference < result.Energy.PerInferenceJoules.Total / 2);
    }

    sealed class Silent : IProgress<PipelineProgress>
    {
        public void Report(PipelineProgress value)
        {
        }
    }
}

/// <summary>A theory about trained models; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SharedModelTheoryAttribute : TheoryAttribute
{
    public SharedModelTheoryAttribute() => Skip =
        CaseData.SharedFolder is string vectors && Directory.Exists(Path.Combine(Path.GetDirectoryName(vectors)!, "models", "mnist-lenet"))
            ? null
            : "needs the trained models: set NEUROMORPHIC_SHARED to the folder that holds models/ and data/";
}
