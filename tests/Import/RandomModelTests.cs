using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Onnx.Schema;
using Neuromorphic.Import.Tests.Support;
using static Neuromorphic.Import.Tests.Support.ModelBuilder;

namespace Neuromorphic.Import.Tests;

/// <summary>Chains of windows of random geometry: whatever lowers agrees with ONNX Runtime at every layer.</summary>
public class RandomModelTests
{
    const int Models = 300;

    [Fact]
    public void Chains_of_random_windows()
    {
        Random random = new(31);
        int lowered = 0;
        int layers = 0;
        for (int round = 0; round < Models; round++)
        {
            byte[] model = Chain(random);
            try
            {
                Agreement.Lower(model).RequireConvertible();
            }
            catch (ModelException exception)
            {
                // Kernels may outgrow what earlier layers left of the map; nothing else may go wrong.
                Assert.Matches("its kernel spans|padding is as large|crops its input", exception.Message);
                continue;
            }

            lowered++;
            layers += Agreement.Check(model).Layers.Count(layer => layer is not ActivationLayer);
        }

        Assert.InRange(lowered, Models / 3, Models);
        Assert.InRange(layers, Models, 4 * Models);
    }

    static byte[] Chain(Random random)
    {
        int channels = random.Next(1, 4);
        ModelBuilder model = new ModelBuilder(19).Input(channels, random.Next(6, 14), random.Next(6, 14));
        string value = "x";
        int length = random.Next(1, 4);
        for (int index = 0; index < length; index++)
        {
            int kernelHeight = random.Next(1, 4);
            int kernelWidth = random.Next(1, 4);
            List<AttributeProto> attributes =
            [
                Ints("kernel_shape", kernelHeight, kernelWidth), Ints("strides", random.Next(1, 4), random.Next(1, 4)),
            ];
            string[] automatic = ["SAME_UPPER", "SAME_LOWER", "VALID"];
            if (random.Next(3) == 0)
            {
                attributes.Add(Text("auto_pad", automatic[random.Next(3)]));
            }
            else
            {
                attributes.Add(Ints("pads", random.Next(kernelHeight), random.Next(kernelWidth),
                    random.Next(kernelHeight), random.Next(kernelWidth)));
            }

            string type = ((string[])["Conv", "MaxPool", "AveragePool"])[random.Next(3)];
            string output = $"v{index}";
            if (type != "AveragePool" && random.Next(2) == 0 && attributes[^1].Name == "pads")
            {
                attributes.Add(Ints("dilations", random.Next(1, 3), random.Next(1, 3)));
            }

            if (type == "Conv")
            {
                int groups = random.Next(2) == 0 ? 1 : channels;
                int outputs = groups * random.Next(1, 4);
                attributes.Add(Int("group", groups));
                model.Weights($"w{index}", outputs, channels / groups, kernelHeight, kernelWidth)
                    .Weights($"b{index}", outputs)
                    .Node("Conv", output, [value, $"w{index}", $"b{index}"], [.. attributes]);
                channels = outputs;
            }
            else
            {
                attributes.Add(Int("ceil_mode", random.Next(2)));
                if (type == "AveragePool")
                {
                    attributes.Add(Int("count_include_pad", random.Next(2)));
                }

                model.Node(type, output, [value], [.. attributes]);
            }

            value = output;
        }

        return model.Build(value);
    }
}
