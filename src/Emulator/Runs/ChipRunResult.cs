using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Runs;

/// <summary>What a run gave. Independent of threads, instruction set and, hops and times left out, of the placement.</summary>
public sealed class ChipRunResult
{
    readonly int[] _decisions;
    readonly int[] _potentials;
    readonly bool[] _done;
    readonly double[] _seconds;
    readonly int _classes;

    internal ChipRunResult(
        ChipProgram program, int timesteps, int[] decisions, int[] potentials, bool[] done, double[] seconds, ChipActivity activity, LatencyResult latency)
    {
        Program = program;
        Timesteps = timesteps;
        Activity = activity;
        Latency = latency;
        _decisions = decisions;
        _potentials = potentials;
        _done = done;
        _seconds = seconds;
        _classes = program.Network.Readout.Count;
    }

    /// <summary>The program that ran.</summary>
    public ChipProgram Program { get; }

    /// <summary>Timesteps per sample and population.</summary>
    public int Timesteps { get; }

    /// <summary>Samples that were asked for.</summary>
    public int Samples => _done.Length;

    /// <summary>Samples that ran.</summary>
    public int SamplesDone => _done.Count(done => done);

    /// <summary>Whether the run was cancelled before all samples had run.</summary>
    public bool Partial => SamplesDone < Samples;

    /// <summary>What happened on the chip, over all samples that ran.</summary>
    public ChipActivity Activity { get; }

    /// <summary>How long the chip takes for a sample.</summary>
    public LatencyResult Latency { get; }

    /// <summary>Whether a sample ran.</summary>
    public bool IsDone(int sample) => _done[sample];

    /// <summary>The class with the largest potential after each timestep; the lowest of equals. −1 if the sample did not run.</summary>
    public ReadOnlySpan<int> Decisions(int sample) => _decisions.AsSpan(sample * Timesteps, Timesteps);

    /// <summary>The potentials of the read-out after the last timestep; zeros if the sample did not run.</summary>
    public ReadOnlySpan<int> FinalPotentials(int sample) => _potentials.AsSpan(sample * _classes, _classes);

    /// <summary>How long the chip takes for a sample, in seconds; null if not known or if the sample did not run.</summary>
    public double? Seconds(int sample) => _done[sample] && Latency.Reason is null ? _seconds[sample] : null;
}
