using System.Diagnostics;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Conversion.Methods;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Lowering;
using Neuromorphic.Import.Onnx;

namespace Neuromorphic.Import.Verification;

/// <summary>
/// Damages a model again and again and holds the import to its promise: every damaged copy is either converted or refused with a
/// <see cref="ModelException"/> of one line, soon and in bounded memory. Anything else is a finding.
/// </summary>
/// <param name="model">The bytes of the intact model.</param>
/// <param name="seed">Seed; damage number k depends on it and on k alone.</param>
public sealed class ModelFuzzer(byte[] model, int seed)
{
    const int CalibrationSamples = 4;
    const long MostValues = 1 << 18;
    const long MostMacs = 1L << 24;
    static readonly InputEncoding Encoding = new(1.0 / 64, -64, 64);

    /// <summary>The name of the intact model in errors.</summary>
    public string Name { get; init; } = "model.onnx";

    /// <summary>A damaged copy may take so many seconds, besides what the intact model takes.</summary>
    public double MostSeconds { get; init; } = 10;

    /// <summary>A damaged copy may allocate so many bytes, besides what the intact model does.</summary>
    public long MostBytes { get; init; } = 2L << 30;

    /// <summary>The damaged copy of a number.</summary>
    public byte[] Damaged(long number) => ModelMutation.Mutate(model, RandomOf(number));

    /// <summary>Tries damaged copies one after the other.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="progress">Receives the number of copies that were tried.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <exception cref="ModelException">The intact model itself cannot be read.</exception>
    public FuzzReport Run(long count, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        OnnxGraph.Parse(model, Name);
        Trial intact = Try(-1, model);
        var report = new FuzzReport();
        for (long number = 0; number < count && !cancellation.IsCancellationRequested; number++)
        {
            Trial trial = Try(number, Damaged(number));
            string? finding = trial.Fault
                ?? (trial.Seconds > intact.Seconds + MostSeconds ? $"took {trial.Seconds:0.0} s" : null)
                ?? (trial.Bytes > intact.Bytes + MostBytes ? $"allocated {trial.Bytes >> 20} MiB" : null);
            report = report with
            {
                Tried = number + 1,
                Converted = report.Converted + (trial.Outcome == Outcome.Converted ? 1 : 0),
                Lowered = report.Lowered + (trial.Outcome == Outcome.Lowered ? 1 : 0),
                Refused = report.Refused + (trial.Outcome == Outcome.Refused ? 1 : 0),
                SlowestSeconds = Math.Max(report.SlowestSeconds, trial.Seconds),
                Findings = finding is null ? report.Findings : [.. report.Findings, new FuzzFinding(number, finding)],
            };
            progress?.Report(number + 1);
        }

        return report;
    }

    Trial Try(long number, byte[] bytes)
    {
        long start = Stopwatch.GetTimestamp();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        (Outcome outcome, string? fault) = Import(bytes, RandomOf(~number));
        return new Trial(outcome, fault, Stopwatch.GetElapsedTime(start).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    static (Outcome Outcome, string? Fault) Import(byte[] bytes, Random random)
    {
        try
        {
            OnnxGraph graph = OnnxGraph.Parse(bytes, "damaged.onnx");
            LayerGraph layers = ModelLowering.Lower(graph).RequireConvertible();
            if (layers.Layers.Sum(layer => (long)layer.OutputShape.Count) > MostValues || layers.Macs > MostMacs || graph.Input.FixedBatch > 64)
            {
                return (Outcome.Lowered, null);
            }

            var choice = MethodChoice.Of(layers, Encoding);
            using OnnxRuntimeTwin twin = OnnxRuntimeTwin.Create(graph, bytes);
            float[] calibration =
            [
                .. Enumerable.Range(0, CalibrationSamples * layers.InputShape.Count)
                    .Select(_ => (float)(random.Next(Encoding.Minimum, Encoding.Maximum + 1) * Encoding.Step)),
            ];
            using ConvertedNetwork network = new Converter(layers, Encoding, new(choice.Timesteps) { Method = choice.Method })
                .Convert(twin, calibration, CalibrationSamples);
            return (Outcome.Converted, null);
        }
        catch (ModelException refusal)
        {
            return (Outcome.Refused, refusal.Message.Contains('\n', StringComparison.Ordinal) ? $"a refusal of several lines: {refusal.Message}" : null);
        }
#pragma warning disable CA1031 // Any other exception is what is searched for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return (Outcome.Fault, $"{error.GetType().Name}: {error.Message}");
        }
    }

    Random RandomOf(long number) => new(unchecked((int)Core.Randomness.CounterHash.Mix(((ulong)(uint)seed << 32) ^ (ulong)number)));

    enum Outcome
    {
        Converted,
        Lowered,
        Refused,
        Fault,
    }

    readonly record struct Trial(Outcome Outcome, string? Fault, double Seconds, long Bytes);
}
