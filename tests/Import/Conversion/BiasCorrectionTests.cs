using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;
using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;
using MB = Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests.Conversion;

/// <summary>The means that quantisation shifts are put right by the biases.</summary>
public sealed class BiasCorrectionTests
{
    const int Samples = 100;
    const int Classes = 10;
    const int Timesteps = 16;
    const double Scale = 1.0 / 16;

    static readonly float[] Calibration =
        [.. Npy.Read("Data/digits-calibration.npy", out _).Take(Samples * 64).Select(stored => (float)(stored * Scale))];

    /// <summary>
    /// The last population's bias answers for all errors in front of it, so on the calibration data the means of the
    /// logits are the trained network's, to the rounding of one start value.
    /// </summary>
    [Theory]
    [InlineData("exact", false)]
    [InlineData("count", false)]
    [InlineData("exact", true)]
    [InlineData("if", true)]
    [InlineData("signed", true)]
    [InlineData("multi", true)]
    public void TheMeansOfTheLogitsAreTheTrainedNetworks(string method, bool rectified)
    {
        byte[] model = Model(rectified);
        Assert.True(MeanError(model, method, 2, out double unit) <= (0.5 * unit / Timesteps) + 1e-5);
        Assert.True(MeanError(model, method, 0, out unit) > 20 * unit / Timesteps);
    }

    /// <summary>A network trained with its levels already is the quantised network; nothing may move.</summary>
    [Fact]
    public void TrainedLevelsStayAsTheyAre()
    {
        byte[] model = new MB().Input(1, 8, 8).Weights("w", 4, 1, 3, 3).Floats("step", [], 0.25f).Floats("four", [], 4f)
            .Floats("low", [], 0f).Floats("high", [], 1f).Weights("f", 144, Classes)
            .Node("Conv", "a", ["x", "w"]).Node("Mul", "b", ["a", "four"]).Node("Floor", "c", ["b"]).Node("Mul", "d", ["c", "step"])
            .Node("Clip", "e", ["d", "low", "high"]).Node("Flatten", "g", ["e"]).Node("MatMul", "y", ["g", "f"]).Build("y");
        using ConvertedNetwork corrected = Convert(model, "exact", 2);
        using ConvertedNetwork plain = Convert(model, "exact", 0);
        Assert.Equal(plain.Network.Readout.Parameters.Bias.ToArray(), corrected.Network.Readout.Parameters.Bias.ToArray());
        Assert.Equal(plain.Network.Readout.Parameters.InitialPotential.ToArray(), corrected.Network.Readout.Parameters.InitialPotential.ToArray());
    }

    /// <summary>x · sigmoid(x) and a leaky rectifier, or rectifiers, with random weights.</summary>
    static byte[] Model(bool rectified)
    {
        MB model = new MB().Input(1, 8, 8).Weights("w", 6, 1, 3, 3).Weights("v", 8, 6, 3, 3).Weights("f", 128, Classes)
            .Node("Conv", "a", ["x", "w"]);
        model = rectified
            ? model.Node("Relu", "c", ["a"])
            : model.Node("Sigmoid", "b", ["a"]).Node("Mul", "c", ["a", "b"]);
        return model.Node("Conv", "d", ["c", "v"]).Node(rectified ? "Relu" : "LeakyRelu", "e", ["d"])
            .Node("Flatten", "g", ["e"]).Node("MatMul", "y", ["g", "f"]).Build("y");
    }

    static ConvertedNetwork Convert(byte[] model, string method, int corrections)
    {
        OnnxGraph graph = OnnxGraph.Parse(model, "test.onnx");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        ConversionOptions options = new(Timesteps, BiasCorrections: corrections) { Method = SpikingMethod.Named(method)! };
        return new Converter(ModelLowering.Lower(graph).RequireConvertible(), InputEncoding.UnsignedBytes(Scale), options)
            .Convert(twin, Calibration, Samples);
    }

    /// <summary>The largest error of a class's mean logit, and what a unit of the read-out stands for per timestep.</summary>
    static double MeanError(byte[] model, string method, int corrections, out double unit)
    {
        OnnxGraph graph = OnnxGraph.Parse(model, "test.onnx");
        using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, model);
        float[] logits = twin.Run(Calibration, Samples);
        using ConvertedNetwork network = Convert(model, method, corrections);
        using var simulator = new NetworkSimulator(network.Network, Timesteps, KernelSet.Best);
        double[] error = new double[Classes];
        unit = network.Network.Readout.Step;
        for (int s = 0; s < Samples; s++)
        {
            // One channel: its order in ONNX is that of the integers.
            simulator.Run([.. Calibration.AsSpan(s * 64, 64).ToArray().Select(InputEncoding.UnsignedBytes(Scale).Encode)]);
            ReadOnlySpan<int> potentials = simulator.Potentials(network.Network.Readout);
            for (int c = 0; c < Classes; c++)
            {
                error[c] += ((potentials[c] * unit / Timesteps) - logits[(s * Classes) + c]) / Samples;
            }
        }

        return error.Max(Math.Abs);
    }
}
