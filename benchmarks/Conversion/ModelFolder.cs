using System.Globalization;
using System.Text.Json;
using Neuromorphic.Tools.Data;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Benchmarks.Conversion;

/// <summary>
/// A model with its data: model.onnx, and model.json whose data_path names a folder with images.npy, labels.npy and
/// calibration.npy, and whose input_scale is what stored values are multiplied by, such as 0.0625 or 1/255.
/// </summary>
static class ModelFolder
{
    /// <summary>Reads a folder.</summary>
    public static (string Name, EstimateRequest Request) Read(string folder)
    {
        using JsonDocument facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "model.json")));
        string data = Path.Combine(folder, facts.RootElement.GetProperty("data_path").GetString()!);
        var request = new EstimateRequest
        {
            ModelPath = Path.Combine(folder, "model.onnx"),
            Images = NpyFile.ReadImages(Path.Combine(data, "images.npy")),
            Labels = NpyFile.ReadLabels(Path.Combine(data, "labels.npy")),
            Calibration = NpyFile.ReadImages(Path.Combine(data, "calibration.npy")),
            InputScale = Number(facts.RootElement.GetProperty("input_scale")),
            Samples = null,
            Chip = "ideal",
            Timesteps = null,
            Method = null,
            WeightBits = 8,
            Seed = 1,
            Threads = Environment.ProcessorCount,
        };
        return (Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), request);
    }

    static double Number(JsonElement scale)
    {
        if (scale.ValueKind == JsonValueKind.Number)
        {
            return scale.GetDouble();
        }

        double[] parts = [.. scale.GetString()!.Split('/').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        return parts.Length == 1 ? parts[0] : parts[0] / parts[1];
    }
}
