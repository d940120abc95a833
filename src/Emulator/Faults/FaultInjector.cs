using System.Numerics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Activity;
using Neuromorphic.Emulator.Mapping;

namespace Neuromorphic.Emulator.Faults;

/// <summary>
/// Loses and doubles packets and holds neurons silent or firing while a sample runs, and remembers what that changes in the
/// counts. One per thread; what happens depends on seed, sample, timestep, neuron and core, not on threads or order.
/// </summary>
/// <remarks>
/// A packet is a spike on its way to one core. It gets lost at that core, so links have carried it; a doubled one is doubled
/// there. A pool takes a spike as one packet, on whichever of its cores. A stuck neuron goes on computing: only what leaves it
/// is stuck.
/// </remarks>
sealed class FaultInjector : StepHook
{
    readonly ChipProgram _program;
    readonly FaultRates _rates;
    readonly Dictionary<Population, int> _firstNeuron = [];
    readonly Dictionary<Population, ulong[]> _silent = [];
    readonly Dictionary<Population, ulong[]> _firing = [];
    readonly List<(int Core, int SentAt, int UsedAt, int Packets, int Events)> _changes = [];
    readonly int[] _targets;
    readonly sbyte[] _weights;
    int _sample;

    /// <summary>Faults for a program.</summary>
    public FaultInjector(ChipProgram program, FaultRates rates)
    {
        _program = program;
        _rates = rates;
        int maxFanOut = 0;
        int neurons = 0;
        foreach (Population population in program.Network.Populations)
        {
            maxFanOut = Math.Max(maxFanOut, population.Projections.Select(projection => projection.Synapses.MaxFanOut).DefaultIfEmpty(0).Max());
            _firstNeuron.Add(population, neurons);
            if (population.Spikes)
            {
                _silent.Add(population, Mask(FaultKind.SilentNeurons, population, neurons));
                _firing.Add(population, Mask(FaultKind.FiringNeurons, population, neurons));
            }

            neurons += population.Count;
        }

        _targets = new int[maxFanOut];
        _weights = new sbyte[maxFanOut];
    }

    /// <summary>Makes sure that faults of packets and neurons mean something in a network.</summary>
    /// <exception cref="FaultException">Its spikes are not all binary and sent with their input.</exception>
    public static void RequireBinary(SpikingNetwork network)
    {
        foreach (Population population in network.Populations)
        {
            if (population.Code.Kind != SpikeKind.Binary || population is NeuronPopulation { Emission: not Emission.WithInput })
            {
                throw new FaultException(
                    $"faults of packets and neurons are defined for binary spikes that are sent with their input, which those of '{population.Name}' are not; use --method if.");
            }
        }
    }

    /// <summary>Packets that got lost.</summary>
    public long Dropped { get; private set; }

    /// <summary>Packets that arrived twice.</summary>
    public long Duplicated { get; private set; }

    /// <summary>Neurons that are stuck, silent or firing.</summary>
    public long Stuck => _silent.Values.Concat(_firing.Values).Sum(mask => mask.Sum(word => (long)BitOperations.PopCount(word)));

    /// <summary>A sample begins.</summary>
    public void Begin(int sample)
    {
        _sample = sample;
        _changes.Clear();
    }

    /// <summary>Adds what the faults of the last sample change in its counts.</summary>
    public void AddTo(ChipActivity sample)
    {
        foreach ((int core, int sentAt, int usedAt, int packets, int events) in _changes)
        {
            sample.RowOf(core, sentAt)[(int)ActivityKind.PacketsReceived] += packets;
            sample.RowOf(core, usedAt)[(int)ActivityKind.SynapticEvents] += events;
        }
    }

    /// <inheritdoc/>
    public override void Received(Population population, int t, Span<int> current, Func<Population, SpikeTrain> sources)
    {
        foreach (IGrouping<Population, Projection> projections in population.Projections.Where(p => p.Source.Spikes).GroupBy(p => p.Source))
        {
            SpikeTrain train = sources(projections.Key);
            if (t >= train.Length)
            {
                continue;
            }

            foreach (int neuron in SpikeMask.NeuronsOf(train[t]))
            {
                Deliver(population, projections, neuron, t, current);
            }
        }
    }

    /// <inheritdoc/>
    public override void Pooled(Population pool, int t, Span<ulong> once, Span<ulong> again)
    {
        Population source = pool.Projections[0].Source;
        PopulationUtilisation use = _program.Of(pool);
        foreach (int neuron in SpikeMask.NeuronsOf(once))
        {
            int copies = Copies(source, neuron, t, use.FirstCore);
            if (copies == 1)
            {
                continue;
            }

            (int word, ulong bit) = (neuron / SpikeMask.BitsPerWord, 1UL << (neuron % SpikeMask.BitsPerWord));
            once[word] &= copies == 0 ? ~bit : ~0UL;
            again[word] |= copies == 2 ? bit : 0;
            _program.Destinations(source, neuron, out ReadOnlySpan<int> cores, out ReadOnlySpan<int> synapses);
            for (int k = 0; k < cores.Length; k++)
            {
                if (cores[k] >= use.FirstCore && cores[k] < use.FirstCore + use.Cores)
                {
                    Note(source, pool, cores[k], t, copies - 1, (copies - 1) * synapses[k]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Stepped(Population population, int t, ReadOnlySpan<int> potentials, Span<ulong> spikes)
    {
        if (!population.Spikes)
        {
            return;
        }

        ulong[] silent = _silent[population];
        ulong[] firing = _firing[population];
        for (int w = 0; w < silent.Length; w++)
        {
            spikes[w] = (spikes[w] & ~silent[w]) | firing[w];
        }
    }

    /// <summary>A spike's packets to the cores of a population: what gets lost is taken back, what is doubled is added again.</summary>
    void Deliver(Population population, IEnumerable<Projection> projections, int neuron, int t, Span<int> current)
    {
        PopulationUtilisation use = _program.Of(population);
        Population source = projections.First().Source;
        ReadOnlySpan<int> coreOf = _program.CoreOfNeuron(population);
        _program.Destinations(source, neuron, out ReadOnlySpan<int> cores, out ReadOnlySpan<int> synapses);
        for (int k = 0; k < cores.Length; k++)
        {
            int core = cores[k];
            if (core < use.FirstCore || core >= use.FirstCore + use.Cores)
            {
                continue;
            }

            int change = Copies(source, neuron, t, core) - 1;
            if (change == 0)
            {
                continue;
            }

            foreach (Projection projection in projections)
            {
                int count = projection.Synapses.CopySynapses(neuron, _targets, _weights);
                for (int i = 0; i < count; i++)
                {
                    if (coreOf[_targets[i]] == core)
                    {
                        current[_targets[i]] += change * _weights[i];
                    }
                }
            }

            Note(source, population, core, t, change, change * synapses[k]);
        }
    }

    /// <summary>How often a packet arrives: 0, 1 or 2 times. One that is both lost and doubled is lost.</summary>
    int Copies(Population source, int neuron, int t, int core)
    {
        ulong first = ((ulong)(uint)_sample << 32) | (uint)t;
        ulong second = ((ulong)(uint)(_firstNeuron[source] + neuron) << 32) | (uint)core;
        return _rates.Hits(FaultKind.DroppedPackets, first, second) ? 0 : _rates.Hits(FaultKind.DuplicatedPackets, first, second) ? 2 : 1;
    }

    void Note(Population source, Population target, int core, int t, int packets, int events)
    {
        Dropped += packets < 0 ? 1 : 0;
        Duplicated += packets > 0 ? 1 : 0;
        _changes.Add((core, t + _program.Of(source).Depth - 1, t + _program.Of(target).Depth - 1, packets, events));
    }

    ulong[] Mask(FaultKind kind, Population population, int firstNeuron)
    {
        ulong[] mask = new ulong[SpikeMask.Words(population.Count)];
        for (int neuron = 0; neuron < population.Count; neuron++)
        {
            if (_rates.Hits(kind, (ulong)(firstNeuron + neuron)))
            {
                mask[neuron / SpikeMask.BitsPerWord] |= 1UL << (neuron % SpikeMask.BitsPerWord);
            }
        }

        return mask;
    }
}
