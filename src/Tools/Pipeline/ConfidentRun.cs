using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Randomness;
using Neuromorphic.Emulator.Decisions;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Runs samples until each is sure enough, with confidences learnt on the calibration samples.</summary>
/// <param name="request">How sure, by which rule, with how much noise.</param>
/// <param name="program">The mapped network.</param>
/// <param name="timesteps">T.</param>
/// <param name="seed">Seed of the noise.</param>
/// <param name="options">Threads and progress.</param>
sealed class ConfidentRun(ConfidenceRequest request, ChipProgram program, int timesteps, long seed, ChipRunOptions options)
{
    /// <summary>Streams of random numbers: calibration and the samples themselves never share one.</summary>
    const ulong CalibrationStream = 1UL << 40;

    /// <summary>Learns confidences.</summary>
    /// <param name="calibration">Calibration samples as the network's integers.</param>
    /// <param name="right">The class that each should be decided for.</param>
    public StoppingRule Calibrate(IInputSource calibration, int[] right)
    {
        var traces = new EvidenceTrace[calibration.Count];
        ChipRun.Run(program, calibration, calibration.Count, timesteps, options with
        {
            Progress = null,
            Observe = (sample, simulator) => traces[sample] = Trace(simulator, (ulong)sample + CalibrationStream),
        });
        return StoppingRule.Calibrate(request.Rule, traces, right);
    }

    /// <summary>Runs samples until each is sure enough; energy and time end there.</summary>
    /// <param name="rule">The calibrated rule.</param>
    /// <param name="source">The samples.</param>
    /// <param name="token">Stops between two samples.</param>
    public StoppedRun Run(StoppingRule rule, IInputSource source, CancellationToken token)
    {
        var traces = new EvidenceTrace[source.Count];
        var stops = new StoppedDecision[source.Count];
        ChipRunResult run = ChipRun.Run(
            program,
            source,
            source.Count,
            timesteps,
            options with
            {
                Stop = (sample, simulator) =>
                {
                    traces[sample] = Trace(simulator, (ulong)sample);
                    stops[sample] = rule.Stop(traces[sample], request.Target);
                    return stops[sample].Timesteps;
                },
            },
            token);
        return new StoppedRun(run, rule, traces, stops);
    }

    EvidenceTrace Trace(NetworkSimulator simulator, ulong stream) => EvidenceTrace.Of(
        simulator, program.Network.Readout, request.Noise, request.Noise > 0 ? CounterHash.Key(unchecked((ulong)seed), stream) : 0);
}

/// <summary>How sure a read-out shall be before it stops.</summary>
/// <param name="Target">How sure, above 0 and below 1.</param>
/// <param name="Rule">What tells how sure it is.</param>
/// <param name="Noise">Standard deviation of the noise in the evidence per timestep, in logits; 0 for none.</param>
public sealed record ConfidenceRequest(double Target, ConfidenceRule Rule, double Noise);

/// <summary>A run whose samples stopped when they were sure.</summary>
/// <param name="Run">What happened on the chip until then.</param>
/// <param name="Rule">The calibrated rule.</param>
/// <param name="Traces">Evidence per sample, to its end; null where it did not run.</param>
/// <param name="Stops">Where and how each sample stopped.</param>
sealed record StoppedRun(ChipRunResult Run, StoppingRule Rule, EvidenceTrace[] Traces, StoppedDecision[] Stops);
