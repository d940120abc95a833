using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests.Conversion;

/// <summary>A model with its data: what a user would convert.</summary>
sealed class ModelWithData
{
    readonly OnnxGraph _graph;
    readonly byte[] _model;
    readonly LayerGraph _layers;
    readonly float[] _images;
    readonly int[] _labels;
    readonly float[] _calibration;
    readonly InputEncoding _encoding;

    ModelWithData(string name, byte[] model, string images, string labels, string calibration, double scale)
    {
        _model = model;
        _graph = OnnxGraph.Parse(model, name);
        _layers = ModelLowering.Lower(_graph).RequireConvertible();
        _images = [.. Npy.Read(images, out _).Select(stored => (float)(stored * scale))];
        _labels = [.. Npy.Read(labels, out _).Select(label => (int)label)];
        _calibration = [.. Npy.Read(calibration, out _).Select(stored => (float)(stored * scale))];
        _encoding = InputEncoding.UnsignedBytes(scale);
    }

    int Elements => _layers.InputShape.Count;

    public static ModelWithData Load(string model, string images, string labels, string calibration, double scale) =>
        new(model, File.ReadAllBytes(model), images, labels, calibration, scale);

    public static ModelWithData Parse(byte[] model, string images, string labels, string calibration, double scale) =>
        new("test.onnx", model, images, labels, calibration, scale);

    public ConvertedNetwork Convert(int timesteps, int bits = 8, SpikingMethod? method = null)
    {
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(_graph, _model);
        return new Converter(_layers, _encoding, new ConversionOptions(timesteps, bits) { Method = method ?? SpikingMethod.IntegrateAndFire })
            .Convert(twin, _calibration, _calibration.Length / Elements);
    }

    public ConversionDiagnosis Diagnose(ConvertedNetwork network, int timesteps)
    {
        const int Samples = 40;
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(_graph, _model);
        return ConversionDiagnosis.Measure(
            network, twin, _images.AsSpan(0, Samples * Elements), Encode, Samples, timesteps, KernelSet.Best);
    }

    public IReadOnlyList<NetworkRecord> Records(ConvertedNetwork network, int samples, int timesteps)
    {
        using NetworkSimulator simulator = new(network.Network, timesteps, KernelSet.Best);
        return [.. Enumerable.Range(0, samples).Select(sample => NetworkRecord.Run(network.Network, simulator, Encode(sample)))];
    }

    public void RequireAccuracyWithin(double tolerance, int timesteps)
    {
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(_graph, _model);
        using ConvertedNetwork network = Convert(timesteps);
        using var simulator = new NetworkSimulator(network.Network, timesteps, KernelSet.Best);
        float[] logits = twin.Run(_images, _labels.Length);
        int classes = _layers.Classes;
        int conventional = 0;
        int spiking = 0;
        for (int s = 0; s < _labels.Length; s++)
        {
            ReadOnlySpan<float> row = logits.AsSpan(s * classes, classes);
            conventional += row.IndexOf(row.ToArray().Max()) == _labels[s] ? 1 : 0;
            simulator.Run(Encode(s));
            ReadOnlySpan<int> potentials = simulator.Readout(timesteps - 1);
            spiking += potentials.IndexOf(potentials.ToArray().Max()) == _labels[s] ? 1 : 0;
        }

        double accuracy = (double)conventional / _labels.Length;
        Assert.InRange(accuracy, 0.95, 1);
        Assert.InRange((double)spiking / _labels.Length, accuracy - tolerance, 1);
    }

    int[] Encode(int sample)
    {
        int[] encoded = new int[Elements];
        for (int k = 0; k < encoded.Length; k++)
        {
            encoded[_layers.InputShape.ToChannelsLast(k)] = _encoding.Encode(_images[(sample * Elements) + k]);
        }

        return encoded;
    }
}
