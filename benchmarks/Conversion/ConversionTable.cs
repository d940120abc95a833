using System.Globalization;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Import;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Tools.Pipeline;

namespace Neuromorphic.Benchmarks.Conversion;

/// <summary>
/// Accuracy of every conversion method over timesteps, on whole test sets, as a Markdown table: one row per model and
/// method.
/// </summary>
static class ConversionTable
{
    static readonly int[] Timesteps = [2, 4, 8, 16, 32];

    /// <summary>Prints the table, row by row as results come.</summary>
    /// <param name="folders">Folders of models; see <see cref="ModelFolder"/>.</param>
    /// <param name="output">Where to.</param>
    public static void Print(IReadOnlyList<string> folders, TextWriter output)
    {
        int longest = Timesteps[^1];
        output.WriteLine($"| model | as trained | method | {string.Join(" | ", Timesteps.Select(t => $"T = {t}"))} | equal to the twin | chip timesteps |");
        output.WriteLine($"| --- | --- | --- | {string.Join(" | ", Timesteps.Select(_ => "---"))} | --- | --- |");
        foreach (string folder in folders)
        {
            var (name, request) = ModelFolder.Read(folder);
            using LoadedModel model = LoadedModel.Load(request);
            float[] calibration = NetworkInputs.Floats(model.Calibration, model.InputScale, 0, model.Calibration.Samples);
            InputEncoding encoding = NetworkInputs.EncodingFor(model.Images, model.InputScale, calibration);
            var inputs = new NetworkInputs(model.Images, model.InputScale, model.Layers.InputShape, encoding);
            string trained = Percent(Trained(model, inputs));
            foreach (SpikingMethod method in SpikingMethod.All)
            {
                string[] cells = new string[Timesteps.Length];
                Outcome? last = null;
                for (int k = 0; k < Timesteps.Length; k++)
                {
                    try
                    {
                        using ConvertedNetwork network = new Converter(model.Layers, encoding, new(Timesteps[k]) { Method = method })
                            .Convert(model.Twin, calibration, model.Calibration.Samples);
                        last = Run(network.Network, inputs, model, Timesteps[k], Timesteps[k] == longest);
                        cells[k] = Percent(last.Accuracy);
                    }
                    catch (ModelException)
                    {
                        cells[k] = "–";
                    }
                }

                if (last is null)
                {
                    // The method has no neurons for this network.
                    continue;
                }

                output.WriteLine($"| {name} | {trained} | {method.Name} | {string.Join(" | ", cells)} | {Percent(last.ExactNeurons)} | {last.ChipTimesteps.ToString("0.#", CultureInfo.InvariantCulture)} |");
                output.Flush();
                trained = name = "";
            }
        }
    }

    static double Trained(LoadedModel model, NetworkInputs inputs)
    {
        int right = 0;
        inputs.ForEachChunk((first, samples, batch) =>
        {
            float[] logits = model.Twin.Run(batch, samples);
            for (int k = 0; k < samples; k++)
            {
                right += Decision.Of<float>(logits.AsSpan(k * model.Layers.Classes, model.Layers.Classes)) == model.Labels![first + k] ? 1 : 0;
            }
        });
        return (double)right / inputs.Count;
    }

    static Outcome Run(SpikingNetwork network, NetworkInputs inputs, LoadedModel model, int timesteps, bool withTwin)
    {
        int next = -1;
        long right = 0;
        long latency = 0;
        long units = 0;
        long equal = 0;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            using var simulator = new NetworkSimulator(network, timesteps, KernelSet.Best);
            using TwinComparison? twin = withTwin ? new TwinComparison(network, timesteps, KernelSet.Best) : null;
            int[] input = new int[network.Input.Count];
            long ownRight = 0;
            long ownLatency = 0;
            for (int sample = Interlocked.Increment(ref next); sample < inputs.Count; sample = Interlocked.Increment(ref next))
            {
                inputs.Copy(sample, input);
                simulator.Run(input);
                twin?.Compare(simulator, input);
                ownRight += Decision.Of(simulator.Readout(simulator.Steps(network.Readout) - 1)) == model.Labels![sample] ? 1 : 0;
                ownLatency += simulator.LatencyTimesteps;
            }

            Interlocked.Add(ref right, ownRight);
            Interlocked.Add(ref latency, ownLatency);
            Interlocked.Add(ref units, twin?.Units ?? 0);
            Interlocked.Add(ref equal, twin?.Equal ?? 0);
        });
        return new((double)right / inputs.Count, (double)equal / Math.Max(1, units), (double)latency / inputs.Count);
    }

    static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    sealed record Outcome(double Accuracy, double ExactNeurons, double ChipTimesteps);
}
