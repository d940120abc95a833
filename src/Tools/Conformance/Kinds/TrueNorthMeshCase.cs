using System.Globalization;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.TrueNorth;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>truenorth_mesh</c>: several cores of RANC's simulator that send each other packets.</summary>
sealed class TrueNorthMeshCase : ICaseKind
{
    const int PacketFields = 4;

    public string Name => "truenorth_mesh";

    public CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        if (file.Flavour != "ranc")
        {
            return CaseOutcome.UnknownFlavour(file);
        }

        Dictionary<(int X, int Y), MeshCore> mesh = [];
        List<MeshCore> cores = [];
        try
        {
            CaseFields parameters = file.Parameters;
            TrueNorthRules rules = TrueNorthFields.Ranc(parameters);
            int slots = parameters.Whole("max_tick_offset", 2, 1024);
            int[][] places = parameters.Rows("core_list", parameters.Length("core_list"), 2);
            for (int k = 0; k < places.Length; k++)
            {
                MeshCore core = new(parameters.Object(string.Create(CultureInfo.InvariantCulture, $"core_{k}")), rules, slots, (places[k][0], places[k][1]));
                cores.Add(core);
                mesh[core.Place] = core;
            }

            int[] bus = parameters.Wholes("output_bus", 2);
            return Run(file, kernels, mesh, cores, (bus[0], bus[1]));
        }
        finally
        {
            cores.ForEach(core => core.Dispose());
        }
    }

    static CaseOutcome Run(
        CaseFile file, KernelSet kernels, Dictionary<(int X, int Y), MeshCore> mesh, List<MeshCore> cores, (int X, int Y) bus)
    {
        int steps = file.Steps;
        int total = cores.Sum(core => core.Neurons.Count);
        int[][] packets = file.Input.RaggedRows("packets", steps);
        int[][] v = file.Output.Rows("v", steps, total);
        int[][] s = file.Output.Rows("s", steps, total);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            SendInput(file, mesh, packets[t], t);
            foreach (MeshCore core in cores)
            {
                core.Crossbar.Accumulate(kernels, core.Scheduler.BeginTick(), core.Neurons);
                core.Neurons.Step(kernels);
            }

            int first = 0;
            foreach (MeshCore core in cores)
            {
                comparison.Values("v", t + 1, v[t].AsSpan(first, core.Neurons.Count), core.Neurons.Potential, first);
                comparison.Spikes(t + 1, s[t].AsSpan(first, core.Neurons.Count), core.Neurons.Spikes, first: first);
                first += core.Neurons.Count;
                core.SendSpikes(mesh, bus);
            }
        }

        return comparison.Outcome;
    }

    static void SendInput(CaseFile file, Dictionary<(int X, int Y), MeshCore> mesh, int[] packets, int t)
    {
        if (packets.Length % PacketFields != 0)
        {
            throw file.Input.Wrong("packets", $"row {t} is not a list of x, y, axon, tick");
        }

        for (int k = 0; k < packets.Length; k += PacketFields)
        {
            if (!mesh.TryGetValue((packets[k], packets[k + 1]), out MeshCore? core))
            {
                throw file.Input.Wrong("packets", $"row {t} has a packet for ({packets[k]}, {packets[k + 1]}), where there is no core");
            }

            if (!core.Takes(packets[k + 2], packets[k + 3]))
            {
                throw file.Input.Wrong("packets", $"row {t} has a packet for axon {packets[k + 2]} after {packets[k + 3]} ticks; {core.Limits}");
            }

            core.Scheduler.Schedule(packets[k + 2], packets[k + 3]);
        }
    }

    sealed class MeshCore : IDisposable
    {
        readonly CaseFields _fields;
        readonly int[] _axon;
        readonly int[] _delay;
        readonly int[][] _offset;

        public MeshCore(CaseFields fields, TrueNorthRules rules, int slots, (int X, int Y) place)
        {
            _fields = fields;
            Place = place;
            Crossbar = TrueNorthFields.Crossbar(fields);
            Neurons = new TrueNorthNeurons(rules, TrueNorthFields.RancNeurons(fields));
            Scheduler = new AxonScheduler(Crossbar.Axons, slots);
            _axon = fields.Wholes("destination_axon", Neurons.Count);
            _delay = fields.Wholes("destination_tick", Neurons.Count);
            _offset = fields.Rows("destination_core_offset", Neurons.Count, 2, -4096, 4096);
        }

        public (int X, int Y) Place { get; }

        public TrueNorthCrossbar Crossbar { get; }

        public TrueNorthNeurons Neurons { get; }

        public AxonScheduler Scheduler { get; }

        /// <summary>What a packet may ask for.</summary>
        public string Limits => string.Create(CultureInfo.InvariantCulture, $"axons are 0 to {Scheduler.Axons - 1}, ticks 0 to {Scheduler.MaxDelay}");

        public bool Takes(int axon, int delay) => axon >= 0 && axon < Scheduler.Axons && delay >= 0 && delay <= Scheduler.MaxDelay;

        /// <summary>A spike arrives in the tick after the next ones that its delay names; at the bus it leaves the chip.</summary>
        public void SendSpikes(Dictionary<(int X, int Y), MeshCore> mesh, (int X, int Y) bus)
        {
            for (int i = 0; i < Neurons.Count; i++)
            {
                (int X, int Y) target = (Place.X + _offset[i][0], Place.Y + _offset[i][1]);
                if (!SpikeMask.Contains(Neurons.Spikes, i) || target == bus)
                {
                    continue;
                }

                if (!mesh.TryGetValue(target, out MeshCore? core))
                {
                    throw _fields.Wrong("destination_core_offset", $"neuron {i} sends to ({target.X}, {target.Y}), where there is no core");
                }

                if (!core.Takes(_axon[i], _delay[i]))
                {
                    throw _fields.Wrong("destination_axon", $"neuron {i} sends to axon {_axon[i]} after {_delay[i]} ticks; {core.Limits}");
                }

                core.Scheduler.Schedule(_axon[i], _delay[i]);
            }
        }

        public void Dispose()
        {
            Crossbar.Dispose();
            Neurons.Dispose();
        }
    }
}
