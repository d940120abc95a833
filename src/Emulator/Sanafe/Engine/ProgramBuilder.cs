using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>Orders neurons as they are processed, and prices each packet once, before time runs.</summary>
sealed class ProgramBuilder
{
    /// <summary>Synapses between two reports of progress.</summary>
    const int BetweenReports = 1 << 18;

    readonly SanafeNetwork _network;
    readonly SanafeArchitecture _architecture;
    readonly RandomSpikes _random;
    readonly RouteTable _routes;
    readonly int[] _slotOf;
    readonly int[] _usedIndex;
    readonly SynapseUnit[] _synapseUnit;
    readonly DendriteUnit[] _dendriteUnit;
    readonly SomaUnit[] _somaUnit;
    readonly List<UsedCore> _cores = [];
    readonly IProgress<(long Done, long Total)>? _progress;
    int[] _neuronOf = [];
    int[] _usedCoreOf = [];
    int _slots;

    public ProgramBuilder(SanafeNetwork network, SanafeArchitecture architecture, ulong seed, IProgress<(long Done, long Total)>? progress)
    {
        _progress = progress;
        _network = network;
        _architecture = architecture;
        _random = new RandomSpikes(seed);
        _routes = new RouteTable(architecture);
        _slotOf = new int[network.NeuronCount];
        _usedIndex = new int[architecture.CoreCount];
        _synapseUnit = new SynapseUnit[network.NeuronCount];
        _dendriteUnit = new DendriteUnit[network.NeuronCount];
        _somaUnit = new SomaUnit[network.NeuronCount];
    }

    /// <exception cref="ChipException">The architecture lacks a unit, or a core is too small.</exception>
    public SanafeProgram Build()
    {
        PlaceNeurons();
        Synapses synapses = SortEdges();
        Packet[] packets = MakePackets(synapses, out int[] packetRows, out SpikeCost[] costs);
        SynapticInput input = (SynapticInput?)IntegerInput.TryCreate(synapses, [.. FirstSlots()], _usedCoreOf) ?? new RealInput(synapses, _slots);
        return new SanafeProgram(_network, _architecture, input)
        {
            Cores = [.. _cores],
            SlotOf = _slotOf,
            NeuronOf = _neuronOf,
            PacketRows = packetRows,
            Packets = packets,
            Costs = costs,
            Routes = _routes,
            BarrierSeconds = _architecture.BarrierSeconds(_cores.Select(core => _architecture.TileOfCore[core.Index]).Distinct().Count()),
        };
    }

    IEnumerable<int> FirstSlots() => _cores.Select(core => core.Blocks[0].FirstSlot).Append(_slots);

    void PlaceNeurons()
    {
        int[] order = new int[_network.NeuronCount];
        long[] keys = new long[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = ((long)_network.Core[i] << 32) | (uint)_network.Order[i];
        }

        Array.Sort(keys, order);
        var neuronOf = new List<int>(order.Length + order.Length / 8);
        for (int start = 0; start < order.Length;)
        {
            int core = _network.Core[order[start]];
            int end = start;
            while (end < order.Length && _network.Core[order[end]] == core)
            {
                end++;
            }

            _usedIndex[core] = _cores.Count;
            _cores.Add(PlaceCore(core, order.AsSpan(start, end - start), neuronOf));
            start = end;
        }

        _neuronOf = [.. neuronOf];
        _usedCoreOf = Array.ConvertAll(_neuronOf, neuron => neuron < 0 ? -1 : _usedIndex[_network.Core[neuron]]);
    }

    UsedCore PlaceCore(int core, ReadOnlySpan<int> neurons, List<int> neuronOf)
    {
        CoreKind kind = _architecture.CoreKinds[core];
        if (neurons.Length > kind.MaxNeurons)
        {
            throw new ChipException(
                _network.File, 0, "mappings", $"core {core} holds {neurons.Length} neurons, but {kind.Name} takes {kind.MaxNeurons}; map the rest elsewhere");
        }

        foreach (int neuron in neurons)
        {
            FindUnits(neuron, kind);
        }

        var blocks = new List<SomaBlock>();
        var perUpdate = new Dictionary<DendriteUnit, int>();
        for (int start = 0; start < neurons.Length;)
        {
            SomaUnit soma = _somaUnit[neurons[start]];
            int end = start;
            while (end < neurons.Length && _somaUnit[neurons[end]] == soma)
            {
                DendriteUnit dendrite = _dendriteUnit[neurons[end]];
                perUpdate[dendrite] = perUpdate.GetValueOrDefault(dendrite) + 1;
                _slotOf[neurons[end]] = _slots + end - start;
                neuronOf.Add(neurons[end++]);
            }

            blocks.Add(MakeBlock(soma, neurons[start..end]));
            while (neuronOf.Count % SomaBlock.Lanes != 0)
            {
                neuronOf.Add(-1);
            }

            _slots = neuronOf.Count;
            start = end;
        }

        double idle = perUpdate.Sum(entry => entry.Key.EveryTimestep ? entry.Value * entry.Key.Update.Joules : 0);
        return new UsedCore(core, kind, [.. blocks], idle);
    }

    SomaBlock MakeBlock(SomaUnit soma, ReadOnlySpan<int> neurons)
    {
        var settings = new NeuronSettings[neurons.Length];
        for (int i = 0; i < settings.Length; i++)
        {
            settings[i] = _network.Neurons[neurons[i]];
        }

        return soma.Model switch
        {
            SomaModel.LeakyIntegrateFire => new LifBlock(soma, _slots, settings),
            SomaModel.TrueNorth => new TrueNorthBlock(soma, _slots, settings, neurons.ToArray(), _random),
            _ => new InputBlock(soma, _slots, settings, neurons.ToArray(), _random),
        };
    }

    void FindUnits(int neuron, CoreKind kind)
    {
        NeuronSettings settings = _network.Neurons[neuron];
        T Find<T>(IReadOnlyList<T> units, string? name, Func<T, UnitName> nameOf, string stage) =>
            name is null
                ? units[0]
                : units.FirstOrDefault(unit => nameOf(unit).Matches(name)) ?? throw new ChipException(
                    _network.File, settings.Line, _network.NameOf(neuron), $"{kind.Name} has no {stage} unit '{name}'; it has {string.Join(", ", units.Select(unit => nameOf(unit)))}");

        SomaUnit soma = Find(kind.Somas, settings.SomaUnit, unit => unit.Name, "soma");
        ulong taken = NeuronAttributes.TakenBy(soma.Model);
        if ((settings.Given & ~taken) is not 0 and ulong wrong)
        {
            throw new ChipException(_network.File, settings.Line, _network.NameOf(neuron), $"a neuron on soma unit {soma.Name} takes no '{NeuronAttributes.First(wrong)}'; it takes {string.Join(", ", NeuronAttributes.Of(soma.Model))}");
        }

        if (settings.Model is SomaModel model && model != soma.Model)
        {
            throw new ChipException(_network.File, settings.Line, _network.NameOf(neuron), $"the network says {model}, but soma unit {soma.Name} is {soma.Model}");
        }

        _somaUnit[neuron] = soma;
        _synapseUnit[neuron] = Find(kind.Synapses, settings.SynapseUnit, unit => unit.Name, "synapse");
        _dendriteUnit[neuron] = Find(kind.Dendrites, settings.DendriteUnit, unit => unit.Name, "dendrite");
    }

    /// <summary>Synapses by source slot, then target core, then the order of the file.</summary>
    Synapses SortEdges()
    {
        EdgeList edges = _network.Edges;
        int[] rows = new int[_slots + 1];
        for (int i = 0; i < edges.Count; i++)
        {
            CheckEdge(i, in edges[i]);
            rows[_slotOf[edges[i].Source] + 1]++;
            Report(0, i);
        }

        for (int slot = 0; slot < _slots; slot++)
        {
            rows[slot + 1] += rows[slot];
        }

        int[] next = rows.AsSpan(0, _slots).ToArray();
        var synapses = new Synapses(rows, edges.Single, edges.Delayed);
        for (int i = 0; i < edges.Count; i++)
        {
            ref readonly Edge edge = ref edges[i];
            synapses.Set(next[_slotOf[edge.Source]]++, _slotOf[edge.Target], edge.Weight, edges.Delay(i));
            Report(1, i);
        }

        return synapses;
    }

    /// <summary>Every synapse is looked at once in each of three stages.</summary>
    void Report(int stage, int done)
    {
        const int Stages = 3;
        if (done % BetweenReports == 0)
        {
            long all = _network.Edges.Count;
            _progress?.Report((stage * all + done, Stages * all));
        }
    }

    void CheckEdge(int index, in Edge edge)
    {
        int target = edge.Target;
        if (edge.Weight != 0 && _somaUnit[target].Model == SomaModel.Input)
        {
            throw new ChipException(_network.File, 0, "edges", $"edge {index} leads to {_network.NameOf(target)}, which is an input and takes none");
        }

        if (_network.Edges.Delay(index) > 0 && !_dendriteUnit[target].Delays)
        {
            throw new ChipException(
                _network.File, 0, "edges", $"edge {index} has a delay, but the dendrite unit of {_network.NameOf(target)} is {_dendriteUnit[target].Name}, which has none; map the neuron to a unit of model accumulator_with_delay");
        }
    }

    Packet[] MakePackets(Synapses synapses, out int[] packetRows, out SpikeCost[] costs)
    {
        var packets = new List<Packet>();
        packetRows = new int[_slots + 1];
        costs = new SpikeCost[_slots];
        ReadOnlySpan<int> rows = synapses.Rows;
        for (int slot = 0; slot < _slots; slot++)
        {
            synapses.SortRow(slot, _usedCoreOf);
            int first = packets.Count;
            SpikeCost cost = default;
            for (int start = rows[slot]; start < rows[slot + 1];)
            {
                start = AddPacket(slot, start, rows[slot + 1], synapses, packets, ref cost);
            }

            costs[slot] = cost with { Packets = packets.Count - first };
            packetRows[slot + 1] = packets.Count;
            int report = rows[slot + 1] / BetweenReports;
            if (report > rows[slot] / BetweenReports)
            {
                Report(2, report * BetweenReports);
            }
        }

        return [.. packets];
    }

    int AddPacket(int slot, int start, int rowEnd, Synapses rows, List<Packet> packets, ref SpikeCost cost)
    {
        int source = _network.Core[_neuronOf[slot]];
        int used = _usedCoreOf[rows.Target(start)];
        int target = _cores[used].Index;
        CoreKind kind = _architecture.CoreKinds[target];
        double seconds = kind.MessageIn.Seconds;
        double synapses = 0;
        double dendrites = 0;
        int end = start;
        for (; end < rowEnd && _usedCoreOf[rows.Target(end)] == used; end++)
        {
            int neuron = _neuronOf[rows.Target(end)];
            ActionCost synapse = _synapseUnit[neuron].Event;
            ActionCost dendrite = _dendriteUnit[neuron].Update;
            seconds += synapse.Seconds + dendrite.Seconds;
            synapses += synapse.Joules;
            dendrites += dendrite.Joules;
        }

        int route = _routes.Find(source, target);
        packets.Add(new Packet(used, route, end - start, seconds));
        cost = new SpikeCost(
            0,
            cost.Events + end - start,
            cost.Hops + _routes.Hops(route),
            cost.SynapseJoules + synapses,
            cost.DendriteJoules + dendrites,
            cost.NetworkJoules + _architecture.CoreKinds[source].MessageOut.Joules + _routes.Joules(route) + kind.MessageIn.Joules);
        return end;
    }
}
