using System.Globalization;
using Neuromorphic.Emulator.Sanafe;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Gathers the result of a run of one of SANA-FE's networks.</summary>
sealed class SanafeRunFacts(RunRequest request, SanafeNetwork network, SanafeProgram program, SanafeResult run)
{
    public required SanafeTimeModel Time { get; init; }

    public required double LoadSeconds { get; init; }

    public required double WallSeconds { get; init; }

    public required double CpuSeconds { get; init; }

    public required IReadOnlyList<PhaseSeconds> Phases { get; init; }

    public required bool StandardTimesteps { get; init; }

    public RunResult Result()
    {
        long events = Ran(run.SynapticEvents).Sum();
        return new RunResult
        {
            Partial = run.Partial,
            Seed = request.Seed,
            Network = network.Name.Length > 0 ? network.Name : Path.GetFileNameWithoutExtension(request.Network),
            Chip = program.Architecture.Name,
            CoresUsed = program.CoresUsed,
            Neurons = network.NeuronCount,
            Synapses = network.SynapseCount,
            Timesteps = run.Timesteps,
            LoadSeconds = LoadSeconds,
            WallSeconds = WallSeconds,
            CpuSeconds = CpuSeconds,
            Phases = Phases,
            SynapticEvents = events,
            SynapticEventsPerSecond = events / WallSeconds,
            TimestepsPerCpuSecond = run.Timesteps / CpuSeconds,
            PeakBytes = PeakMemory.Bytes(),
            BytesPerSynapse = network.SynapseCount > 0 ? (double)program.SynapseBytes / network.SynapseCount : 0,
            SpikeHash = run.SpikeHash.ToString("x16", CultureInfo.InvariantCulture),
            Populations =
            [
                .. run.Groups.Select(group => new PopulationActivity(
                    group.Name,
                    group.Neurons,
                    null,
                    group.Neurons > 0 ? (double)group.Spikes / group.Neurons / run.Timesteps : 0,
                    Known(group.IntervalVariation),
                    Known(group.Correlation))),
            ],
            Activity = Activity(events),
            Energy = Energy(),
            Time = new RunTime(Time.ToString().ToLowerInvariant(), Ran(run.Seconds).Sum(), Ran(run.Seconds)),
            Notes =
            [
                .. StandardTimesteps ? [$"The network does not say how long it runs: {run.Timesteps} timesteps. Choose with --timesteps."] : Array.Empty<string>(),
                .. program.Architecture.Remarks,
                .. network.Remarks,
                "Energy and time as SANA-FE models them: no static power, leakage, clock or host.",
            ],
        };
    }

    RunActivity Activity(long events) => new(
        events,
        Ran(run.Updated).Sum(count => (long)count),
        Ran(run.Fired).Sum(count => (long)count),
        Ran(run.Packets).Sum(count => (long)count),
        Ran(run.Hops).Sum(),
        new RunActivityPerTimestep(Ran(run.SynapticEvents), Long(run.Updated), Long(run.Fired), Long(run.Packets), Ran(run.Hops)));

    RunEnergy Energy()
    {
        double synapses = Ran(run.SynapseJoules).Sum();
        double dendrites = Ran(run.DendriteJoules).Sum();
        double somas = Ran(run.SomaJoules).Sum();
        double axons = Ran(run.NetworkJoules).Sum();
        double[] totals =
        [
            .. Enumerable.Range(0, run.Timesteps).Select(t => run.SynapseJoules[t] + run.DendriteJoules[t] + run.SomaJoules[t] + run.NetworkJoules[t]),
        ];
        return new RunEnergy(
            synapses + dendrites + somas + axons,
            synapses,
            dendrites,
            somas,
            axons,
            new RunEnergyPerTimestep(totals, Ran(run.SynapseJoules), Ran(run.DendriteJoules), Ran(run.SomaJoules), Ran(run.NetworkJoules)));
    }

    ArraySegment<T> Ran<T>(T[] values) => new(values, 0, run.Timesteps);

    long[] Long(int[] values) => [.. Ran(values).Select(value => (long)value)];

    static double? Known(double value) => double.IsFinite(value) ? value : null;
}
