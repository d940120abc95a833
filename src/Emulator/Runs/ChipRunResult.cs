using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Runs;

/// <summary>What a run gave. Independent of threads, instruction set and, hops and times left out, of the placement.</summary>
public sealed class ChipRunResult
{
    readonly int[] _decisions;
    readonly int[] _potentials;
    readonly bool[] _done;
    readonly double[] _seconds;
    readonly int[] _chipTimesteps;
    readonly int _classes;
    readonly int _decisionsPerSample;

    internal ChipRunResult(
        ChipProgram program, int timesteps, int[] decisions, int[] potentials, bool[] done, double[] seconds, int[] chipTimesteps, ChipActivity activity, LatencyResult latency)
    {
        Program = program;
        Timesteps = timesteps;
        Activity = activity;
        Latency = latency;
        _decisions = decisions;
        _potentials = potentials;
        _done = done;
        _seconds = seconds;
        _chipTimesteps = chipTimesteps;
        _decisionsPerSample = done.Length > 0 ? decisions.Length / done.Length : 0;
        LeastTimesteps = timesteps + program.Network.Depth - 1;
        _classes = program.Network.Readout.Count;
    }

    /// <summary>The program that ran.</summary>
    public ChipProgram Program { get; }

    /// <summary>T: biases act in so many timesteps, and populations of binary neurons run so many.</summary>
    public int Timesteps { get; }

    /// <summary>T + depth − 1, the chip's timesteps for a sample if no population runs longer than T.</summary>
    public int LeastTimesteps { get; }

    /// <summary>Samples that were asked for.</summary>
    public int Samples => _done.Length;

    /// <summary>Samples that ran.</summary>
    public int SamplesDone => _done.Count(done => done);

    /// <summary>Whether the run was cancelled before all samples had run.</summary>
    public bool Partial => SamplesDone < Samples;

    /// <summary>The share of the samples that ran for which something holds, by their number.</summary>
    public double Share(Func<int, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return (double)Enumerable.Range(0, Samples).Count(sample => IsDone(sample) && holds(sample)) / SamplesDone;
    }

    /// <summary>What happened on the chip, over all samples that ran.</summary>
    public ChipActivity Activity { get; }

    /// <summary>What was broken among packets and neurons; null if nothing was to be.</summary>
    public FaultCounts? Faults { get; internal init; }

    /// <summary>The timestep in which the chip's network has most to do; null if nothing is sent.</summary>
    public BusiestTimestep? Busiest { get; internal init; }

    /// <summary>How long the chip takes for a sample.</summary>
    public LatencyResult Latency { get; }

    /// <summary>Whether a sample ran.</summary>
    public bool IsDone(int sample) => _done[sample];

    /// <summary>The chip's timesteps for a sample, until all was quiet; 0 if it did not run.</summary>
    public int ChipTimesteps(int sample) => _chipTimesteps[sample];

    /// <summary>How many of them come on top of <see cref="LeastTimesteps"/>: settling, and windows of timed spikes.</summary>
    public int SettleTimesteps(int sample) => Math.Max(0, _chipTimesteps[sample] - LeastTimesteps);

    /// <summary>
    /// The class with the largest potential after each timestep of the read-out, T or as many as it may need; the lowest of
    /// equals. After the end of a sample its last decision stays. −1 if the sample did not run.
    /// </summary>
    public ReadOnlySpan<int> Decisions(int sample) => _decisions.AsSpan(sample * _decisionsPerSample, _decisionsPerSample);

    /// <summary>The potentials of the read-out after the last timestep; zeros if the sample did not run.</summary>
    public ReadOnlySpan<int> FinalPotentials(int sample) => _potentials.AsSpan(sample * _classes, _classes);

    /// <summary>How long the chip takes for a sample, in seconds; null if not known or if the sample did not run.</summary>
    public double? Seconds(int sample) => _done[sample] && Latency.Reason is null ? _seconds[sample] : null;
}
