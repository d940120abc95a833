using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Layers;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Tools.Verification;

/// <summary>A converted network with all that checks look at.</summary>
sealed class VerifySubject
{
    readonly Lazy<IReadOnlyList<NetworkRecord>> _records;

    /// <summary>A subject.</summary>
    /// <param name="converted">The converted network.</param>
    /// <param name="samples">The samples' integers, channels last.</param>
    /// <param name="timesteps">Timesteps per sample.</param>
    /// <param name="token">Stops the run between two samples.</param>
    public VerifySubject(ConvertedNetwork converted, IReadOnlyList<int[]> samples, int timesteps, CancellationToken token)
    {
        Run = RunAll;
        RunOnChip = RunProgram;
        Converted = converted;
        Samples = samples;
        Timesteps = timesteps;
        Token = token;
        _records = new(() => Run(KernelSet.Named("scalar")));
    }

    /// <summary>The converted network.</summary>
    public ConvertedNetwork Converted { get; }

    /// <summary>The integer network.</summary>
    public SpikingNetwork Network => Converted.Network;

    /// <summary>The samples' integers.</summary>
    public IReadOnlyList<int[]> Samples { get; }

    /// <summary>Timesteps per sample.</summary>
    public int Timesteps { get; }

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Token { get; }

    /// <summary>Name of the method that converted it.</summary>
    public required string Method { get; init; }

    /// <summary>The network on a chip.</summary>
    public required ChipProgram Program { get; init; }

    /// <summary>The lowered network.</summary>
    public required LayerGraph Layers { get; init; }

    /// <summary>Compares the lowered network with ONNX Runtime on the samples.</summary>
    public required Func<LoweringReport> MeasureLowering { get; init; }

    /// <summary>What the network does on each sample, run with one lane: the reference.</summary>
    public IReadOnlyList<NetworkRecord> Records => _records.Value;

    /// <summary>Runs all samples with a set of kernels.</summary>
    public Func<KernelSet, IReadOnlyList<NetworkRecord>> Run { get; init; }

    /// <summary>Runs all samples on the chip with a number of threads.</summary>
    public Func<int, ChipRunResult> RunOnChip { get; init; }

    /// <summary>The outcome over all samples.</summary>
    public CheckOutcome Over(Func<NetworkRecord, CheckOutcome> check) => Records
        .Select(record =>
        {
            Token.ThrowIfCancellationRequested();
            return check(record);
        })
        .Aggregate((all, one) => all.With(one));

    List<NetworkRecord> RunAll(KernelSet kernels)
    {
        using NetworkSimulator simulator = new(Network, Timesteps, kernels);
        var records = new List<NetworkRecord>();
        foreach (int[] sample in Samples)
        {
            Token.ThrowIfCancellationRequested();
            records.Add(NetworkRecord.Run(Network, simulator, sample));
        }

        return records;
    }

    ChipRunResult RunProgram(int threads)
    {
        var source = new ArrayInputSource([.. Samples.SelectMany(sample => sample)], Network.Input.Count);
        var run = ChipRun.Run(Program, source, source.Count, Timesteps, new ChipRunOptions { Threads = threads }, Token);
        Token.ThrowIfCancellationRequested();
        return run;
    }
}
