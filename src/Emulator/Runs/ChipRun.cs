using System.Runtime.ExceptionServices;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Energy;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Runs;

/// <summary>
/// Runs samples through a program: spikes once, fast, wherever neurons sit; traffic and time follow from spikes and
/// routes.
/// </summary>
public sealed class ChipRun
{
    readonly ChipProgram _program;
    readonly IInputSource _source;
    readonly int _timesteps;
    readonly ChipRunOptions _options;
    readonly TimeModel? _time;
    readonly CancellationToken _cancellation;
    readonly int _decisionsPerSample;
    readonly int[] _decisions;
    readonly int[] _chipTimesteps;
    readonly int[] _potentials;
    readonly bool[] _done;
    readonly double[] _seconds;
    int _next;
    int _finished;
    volatile bool _failed;

    ChipRun(ChipProgram program, IInputSource source, int samples, int timesteps, ChipRunOptions options, TimeModel? time, CancellationToken cancellation)
    {
        _program = program;
        _source = source;
        _timesteps = timesteps;
        _options = options;
        _time = time;
        _cancellation = cancellation;
        _decisionsPerSample = RunLength.MostSteps(program.Network.Readout, timesteps);
        _decisions = new int[checked(samples * _decisionsPerSample)];
        _decisions.AsSpan().Fill(-1);
        _chipTimesteps = new int[samples];
        _potentials = new int[checked(samples * program.Network.Readout.Count)];
        _done = new bool[samples];
        _seconds = new double[samples];
    }

    /// <summary>Runs samples.</summary>
    /// <param name="program">The program.</param>
    /// <param name="source">The samples; read by several threads at once.</param>
    /// <param name="samples">How many to run, from the first; at most as many as there are.</param>
    /// <param name="timesteps">T, at least 1: biases act so long, and populations of binary neurons run so long.</param>
    /// <param name="options">Further choices; null for the usual ones.</param>
    /// <param name="cancellation">Stops the run between two samples; the result holds those that ran.</param>
    /// <returns>The result; <see cref="ChipRunResult.Partial"/> if it was cancelled.</returns>
    /// <exception cref="FaultException">Faults of packets or neurons are wanted in a network whose spikes are not binary.</exception>
    /// <exception cref="AggregateException">More than one worker failed; a single failure is thrown as it is.</exception>
    public static ChipRunResult Run(
        ChipProgram program,
        IInputSource source,
        int samples,
        int timesteps,
        ChipRunOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, source.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        options ??= new ChipRunOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        if (options.Faults is { DisturbSpikes: true })
        {
            FaultInjector.RequireBinary(program.Network);
        }

        var time = TimeModel.Create(program, out string? reason);
        return new ChipRun(program, source, samples, timesteps, options, time, cancellation).RunAll(reason);
    }

    ChipRunResult RunAll(string? noTime)
    {
        Task<SampleMeter>[] workers =
        [
            .. Enumerable.Range(0, Math.Clamp(_done.Length, 1, _options.Threads)).Select(_ => Task.Factory.StartNew(
                RunWorker, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException error) when (error.Flatten().InnerExceptions is [Exception only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        ChipActivity activity = SampleMeter.NewActivity(_program, _timesteps);
        BusiestTimestep busiest = new(0, int.MaxValue, 0);
        foreach (Task<SampleMeter> worker in workers)
        {
            activity.Add(worker.Result.Activity);
            busiest = BusiestTimestep.Busier(busiest, worker.Result.Busiest);
        }

        return new ChipRunResult(
            _program, _timesteps, _decisions, _potentials, _done, _seconds, _chipTimesteps, activity, Latency(activity, noTime))
        {
            Busiest = busiest.Load > 0 ? busiest : null,
            Faults = Faults([.. workers.Select(worker => worker.Result.Faults)]),
        };
    }

    static FaultCounts? Faults(FaultInjector?[] injectors) => injectors[0] is null
        ? null
        : new FaultCounts(0, 0, injectors.Sum(injector => injector!.Dropped), injectors.Sum(injector => injector!.Duplicated), injectors[0]!.Stuck, 0);

    LatencyResult Latency(ChipActivity activity, string? noTime)
    {
        if (_time is null || activity.Samples == 0)
        {
            return new LatencyResult(null, null, noTime ?? "no sample ran", []);
        }

        // In the order of the samples, so that rounding does not depend on the threads.
        double sum = 0;
        for (int sample = 0; sample < _done.Length; sample++)
        {
            sum += _done[sample] ? _seconds[sample] : 0;
        }

        double mean = sum / activity.Samples;
        return new LatencyResult(mean, sum / activity.Barriers, null, _time.Omitted);
    }

    SampleMeter RunWorker()
    {
        try
        {
            return RunSamples();
        }
        catch
        {
            // The others stop after their sample; the failure is thrown when all have.
            _failed = true;
            throw;
        }
    }

    SampleMeter RunSamples()
    {
        FaultInjector? faults = _options.Faults is { DisturbSpikes: true } rates ? new FaultInjector(_program, rates) : null;
        using var simulator = new NetworkSimulator(_program.Network, _timesteps, _options.Kernels, faults);
        var meter = new SampleMeter(_program, _timesteps, _time) { Faults = faults };
        int[] input = new int[_program.Network.Input.Count];
        while (!_failed && !_cancellation.IsCancellationRequested)
        {
            int sample = Interlocked.Increment(ref _next) - 1;
            if (sample >= _done.Length)
            {
                break;
            }

            _source.Copy(sample, input);
            faults?.Begin(sample);
            simulator.Run(input);
            _options.Observe?.Invoke(sample, simulator);
            Keep(sample, simulator);
            int timesteps = Timesteps(sample, simulator);
            _seconds[sample] = meter.Meter(simulator, input, timesteps, sample) ?? 0;
            _chipTimesteps[sample] = timesteps;
            _done[sample] = true;
            _options.Progress?.Report(Interlocked.Increment(ref _finished));
        }

        return meter;
    }

    /// <summary>The chip's timesteps: the read-out does its last step so many timesteps after its own that the chip is that deep.</summary>
    int Timesteps(int sample, NetworkSimulator simulator)
    {
        if (_options.Stop is null)
        {
            return simulator.LatencyTimesteps;
        }

        int steps = _options.Stop(sample, simulator);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1, "timesteps of the stop");
        return Math.Min(simulator.LatencyTimesteps, steps + _program.Network.Depth - 1);
    }

    void Keep(int sample, NetworkSimulator simulator)
    {
        Span<int> decisions = _decisions.AsSpan(sample * _decisionsPerSample, _decisionsPerSample);
        int steps = simulator.Steps(_program.Network.Readout);
        for (int t = 0; t < steps; t++)
        {
            decisions[t] = Decision.Of(simulator.Readout(t));
        }

        decisions[steps..].Fill(decisions[steps - 1]);
        int classes = _program.Network.Readout.Count;
        simulator.Readout(steps - 1).CopyTo(_potentials.AsSpan(sample * classes, classes));
    }
}
