using System.Globalization;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary>Blocks of compartments in nengo-loihi's emulator; a spike arrives one step after it was sent.</summary>
static class NengoNetwork
{
    public static CaseOutcome Run(CaseFile file, KernelSet kernels)
    {
        List<IDisposable> owned = [];
        try
        {
            return Run(file, kernels, owned);
        }
        finally
        {
            owned.ForEach(one => one.Dispose());
        }
    }

    static CaseOutcome Run(CaseFile file, KernelSet kernels, List<IDisposable> owned)
    {
        int steps = file.Steps;
        int inputs = file.Input.Columns("spikes");
        int[][] input = file.Input.Rows("spikes", steps, inputs);
        int total = file.Output.Columns("v");
        IReadOnlyList<CaseFields> blockFields = file.Parameters.Objects("blocks");
        List<Block> blocks = [];
        int first = 0;
        foreach (CaseFields fields in blockFields)
        {
            int count = fields.Whole("n", 1, total);
            LoihiNeurons neurons = Neurons(fields, count);
            owned.Add(neurons);
            DelayLine line = new(count, 0);
            owned.Add(line);
            blocks.Add(new Block(neurons, line, first));
            first += count;
        }

        if (first != total)
        {
            throw file.Parameters.Wrong("blocks", $"they have {first} compartments, the output {total}");
        }

        List<Connection> connections = Connections(file, blocks, inputs, owned);
        CaseFields output = file.Output;
        int[][] q = output.Rows("q0", steps, total);
        int[][] u = output.Rows("u", steps, total);
        int[][] v = output.Rows("v", steps, total);
        int[][] s = output.Rows("s", steps, total);
        Comparison comparison = new();
        for (int t = 0; t < steps && comparison.Equal; t++)
        {
            foreach (Block block in blocks)
            {
                block.Line.Deliver(kernels, block.Neurons);
                comparison.Values("q0", t + 1, block.Part(q[t]), block.Neurons.Input, block.First);
                block.Neurons.Step(kernels);
                comparison.Values("u", t + 1, block.Part(u[t]), block.Neurons.Current, block.First);
                comparison.Values("v", t + 1, block.Part(v[t]), block.Neurons.Potential, block.First);
                comparison.Spikes(t + 1, block.Part(s[t]), block.Neurons.Spikes, first: block.First);
            }

            foreach (Connection connection in connections)
            {
                connection.Synapses.Accept(
                    kernels, connection.Source is null ? SpikeRow.Mask(input[t]) : connection.Source.Neurons.Spikes, connection.Target.Line);
            }
        }

        return comparison.Outcome;
    }

    static LoihiNeurons Neurons(CaseFields fields, int count) => new(LoihiRules.NengoLoihi, count, new LoihiParameters
    {
        CurrentDecay = Common(fields, "decay_u", count),
        VoltageDecay = Common(fields, "decay_v", count),
        Threshold = fields.OneOrWholes("vth", count),
        Bias = fields.OneOrWholes("bias", count),
        RefractoryDelay = fields.OneOrWholes("refract_delay", count),
        VoltageRange = (fields.Whole("vmin"), fields.Whole("vmax")),
    });

    // A population here shares its decays; a block with several would be several populations.
    static int Common(CaseFields fields, string name, int count)
    {
        int[] values = fields.OneOrWholes(name, count);
        return values.All(value => value == values[0]) ? values[0] : throw fields.Wrong(name, $"the compartments of a block share it");
    }

    static List<Connection> Connections(CaseFile file, List<Block> blocks, int inputs, List<IDisposable> owned)
    {
        List<Connection> connections = [];
        foreach (CaseFields fields in file.Parameters.Objects("synapses"))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"weights_{connections.Count}");
            Block target = blocks[fields.Whole("target", 0, blocks.Count - 1)];
            Block? source = fields.Is("source", "input") ? null : blocks[fields.Whole("source", 0, blocks.Count - 1)];
            int sources = source?.Neurons.Count ?? inputs;
            int targets = target.Neurons.Count;
            int[][] weights = file.Parameters.Rows(name, sources, targets);
            int unit = 1 << WeightFormat.Alignment;
            if (weights.Any(row => row.Any(w => w % unit != 0 || w / unit is < short.MinValue or > short.MaxValue)))
            {
                throw file.Parameters.Wrong(name, $"aligned weights are multiples of {unit} of 22 bits");
            }

            short[] stored = [.. WeightFields.Flat(WeightFields.Transposed(weights)).Select(w => (short)(w / unit))];
            DelayedSynapses synapses = new(sources, targets, stored, [0], WeightFormat.Alignment);
            owned.Add(synapses);
            connections.Add(new Connection(synapses, source, target));
        }

        return connections;
    }

    sealed record Block(LoihiNeurons Neurons, DelayLine Line, int First)
    {
        public ReadOnlySpan<int> Part(int[] row) => row.AsSpan(First, Neurons.Count);
    }

    sealed record Connection(DelayedSynapses Synapses, Block? Source, Block Target);
}
