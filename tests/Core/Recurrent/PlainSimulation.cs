using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Randomness;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>
/// The network as one would write it down: populations step by step, every synapse of every spike put into a list of
/// inputs to come, random numbers from the scalar generator.
/// </summary>
sealed class PlainSimulation : IDisposable
{
    /// <summary>More than the longest delay of a small network.</summary>
    const int RingSteps = 40;

    readonly NetworkDescription _network;
    readonly ExponentialSynapseDesign[] _designs;
    readonly ExponentialSynapseNeurons[] _neurons;
    readonly ILookup<(int Population, int Neuron), Synapse> _synapses;
    readonly Dictionary<Receptor, long[][]>[] _pending;
    readonly int?[] _shifts;
    readonly ulong _driveKey;
    readonly PlainPlasticity?[] _plastic;
    readonly int[] _delays;
    readonly List<int>[][] _fired;
    long _step;

    public PlainSimulation(NetworkDescription network, ulong seed)
    {
        _network = network;
        _driveKey = CounterHash.Key(seed, 0);
        _designs = [.. network.Populations.Select(p => (p.Neuron with { Timestep = network.Timestep }).Design())];
        _neurons = [.. network.Populations.Select((p, i) => new ExponentialSynapseNeurons(p.Size, _designs[i].Parameters))];
        int[] of = [.. network.Projections.Select(k => Number(k.Source))];
        Synapse[] all = [.. Synapse.Of(network, seed)];
        Synapses = all.Length;
        _synapses = all.Where(s => network.Projections[s.Projection].Plasticity is null).ToLookup(s => (of[s.Projection], s.Source));
        _delays = [.. Enumerable.Range(0, network.Projections.Count).Select(k => new ProjectionPlan(network, k, seed).ShortestDelay)];
        _plastic = [.. network.Projections.Select((k, number) => k.Plasticity is null ? null : new PlainPlasticity(
            network.Plan(k.Plasticity, k),
            [.. all.Where(s => s.Projection == number)],
            network.Population(k.Source).Size,
            network.Population(k.Target).Size))];
        _fired = [.. network.Populations.Select(_ => Enumerable.Range(0, RingSteps).Select(_ => new List<int>()).ToArray())];
        _shifts = Shifts(network, all, of);
        _pending = [.. network.Populations.Select(p => Enum.GetValues<Receptor>().ToDictionary(
            r => r, _ => Enumerable.Range(0, RingSteps).Select(_ => new long[p.Size]).ToArray()))];
        for (int p = 0; p < _neurons.Length; p++)
        {
            if (network.Populations[p].InitialPotential is { } initial)
            {
                ulong key = CounterHash.Key(seed, (1UL << 40) + (ulong)p);
                int population = p;
                _neurons[p].SetPotentials([.. Enumerable.Range(0, network.Populations[p].Size).Select(i => _designs[population].Potential(
                    initial.Quantile(((CounterHash.At(key, (ulong)i) >> 48) + 0.5) / (1 << 16))))]);
            }
        }
    }

    public long Spikes { get; private set; }

    public long SynapticEvents { get; private set; }

    public long Synapses { get; }

    /// <summary>Mean and standard deviation of a plastic projection's weights in units of its receptor; null elsewhere.</summary>
    public (double Mean, double Deviation)? PlasticWeights(int projection)
    {
        if (_plastic[projection] is not { } plastic)
        {
            return null;
        }

        double[] weights = [.. plastic.Weights.Select(w => (double)(w << plastic.Shift))];
        ExponentialSynapseDesign design = _designs[Number(_network.Projections[projection].Target)];
        double unit = _network.Projections[projection].Receptor == Receptor.Potential ? design.PotentialUnit : design.CurrentUnit;
        double mean = weights.DefaultIfEmpty().Average();
        return (mean * unit, Math.Sqrt(weights.DefaultIfEmpty().Average(w => w * w) - (mean * mean)) * unit);
    }

    public double[] Potentials(int population) => [.. _neurons[population].Potential.ToArray().Select(_designs[population].Millivolts)];

    public void Run(int steps)
    {
        for (int k = 0; k < steps; k++, _step++)
        {
            ReceivePlastic();
            for (int p = 0; p < _neurons.Length; p++)
            {
                Receive(p);
                _neurons[p].Step(KernelSet.Named("scalar"));
            }

            for (int p = 0; p < _neurons.Length; p++)
            {
                Send(p);
            }
        }
    }

    public void Dispose()
    {
        foreach (ExponentialSynapseNeurons neurons in _neurons)
        {
            neurons.Dispose();
        }
    }

    void Receive(int p)
    {
        foreach (Receptor receptor in Enum.GetValues<Receptor>())
        {
            Span<int> input = receptor switch
            {
                Receptor.Excitatory => _neurons[p].ExcitatoryInput,
                Receptor.Inhibitory => _neurons[p].InhibitoryInput,
                _ => _neurons[p].PotentialInput,
            };
            long[] due = _pending[p][receptor][_step % (RingSteps)];
            for (int i = 0; i < due.Length; i++)
            {
                input[i] = checked((int)due[i]);
            }

            Array.Clear(due);
            if (_network.Populations[p].Drive is { } drive && drive.Receptor == receptor)
            {
                Drive(p, drive, input);
            }
        }
    }

    void Drive(int p, PoissonDrive drive, Span<int> input)
    {
        int firstBlock = _network.Populations.Take(p).Sum(q => SpikeMask.Words(q.Size));
        PoissonTable table = PoissonTable.Of(drive.Rate * _network.Timestep / 1000);
        int weight = drive.Receptor == Receptor.Potential ? _designs[p].Jump(drive.Weight) : _designs[p].Weight(drive.Weight);
        for (int i = 0; i < input.Length; i++)
        {
            int block = firstBlock + (i / 64);
            for (int draw = 0; draw < table.Draws; draw++)
            {
                uint time = (uint)(table.IsShort ? _step / 2 : _step);
                (uint a, uint b, uint c, uint d) = Philox.Next(((uint)((block * 16) + (i % 16)), time, (uint)draw, 0), _driveKey, rounds: 7);
                uint bits = (i % 64 / 16) switch { 0 => a, 1 => b, 2 => c, _ => d };
                input[i] += weight * table.Count(table.IsShort && _step % 2 == 0 ? bits << 16 : bits);
            }
        }
    }

    void ReceivePlastic()
    {
        for (int k = 0; k < _plastic.Length; k++)
        {
            if (_plastic[k] is { } plastic)
            {
                ProjectionDescription projection = _network.Projections[k];
                long[] due = _pending[Number(projection.Target)][projection.Receptor][_step % RingSteps];
                plastic.Begin(_step);
                foreach (int source in _step < _delays[k] ? [] : _fired[Number(projection.Source)][(_step - _delays[k]) % RingSteps])
                {
                    SynapticEvents += plastic.Arrive(source, _step, due);
                }
            }
        }
    }

    void Send(int p)
    {
        _fired[p][_step % RingSteps].Clear();
        for (int i = 0; i < _neurons[p].Count; i++)
        {
            if (!SpikeMask.Contains(_neurons[p].Spikes, i))
            {
                continue;
            }

            Spikes++;
            _fired[p][_step % RingSteps].Add(i);
            for (int k = 0; k < _plastic.Length; k++)
            {
                if (Number(_network.Projections[k].Target) == p)
                {
                    _plastic[k]?.Fire(i, _step);
                }
            }

            foreach (Synapse synapse in _synapses[(p, i)])
            {
                ProjectionDescription projection = _network.Projections[synapse.Projection];
                long[][] ring = _pending[Number(projection.Target)][projection.Receptor];
                int weight = _shifts[synapse.Projection] is int shift
                    ? Math.Min((synapse.Weight + ((1 << shift) / 2)) >> shift, (1 << 14) - 1) << shift
                    : synapse.Weight;
                ring[(_step + synapse.Delay) % ring.Length][synapse.Target] += weight;
                if (_step + synapse.Delay < LastStep)
                {
                    SynapticEvents++;
                }
            }
        }
    }

    /// <summary>Events are counted when they arrive.</summary>
    public required long LastStep { get; init; }

    int Number(string name) => _network.Populations.Select((p, i) => (p, i)).First(x => x.p.Name == name).i;

    /// <summary>
    /// Weights that vary are rounded to 15 bits, by a power of two common to a source population and receptor: as fine as
    /// the largest of them allows.
    /// </summary>
    static int?[] Shifts(NetworkDescription network, Synapse[] synapses, int[] sources)
    {
        int?[] shifts = new int?[network.Projections.Count];
        for (int k = 0; k < shifts.Length; k++)
        {
            if (Varies(k))
            {
                double largest = Enumerable.Range(0, shifts.Length)
                    .Where(j => Varies(j) && sources[j] == sources[k] && network.Projections[j].Receptor == network.Projections[k].Receptor)
                    .Max(j => Largest(network, j));
                int shift = 0;
                while (largest >= 1 << (14 + shift))
                {
                    shift++;
                }

                shifts[k] = shift;
            }
        }

        return shifts;

        bool Varies(int k) => network.Projections[k].Plasticity is null
            && (network.Projections[k].Weight is not ConstantDistribution || network.Projections[k].Delay is not ConstantDistribution);
    }

    static double Largest(NetworkDescription network, int k)
    {
        ProjectionDescription projection = network.Projections[k];
        ExponentialSynapseDesign design = (network.Population(projection.Target).Neuron with { Timestep = network.Timestep }).Design();
        return new[] { 0.5 / (1 << 16), 1 - (0.5 / (1 << 16)) }
            .Max(u => Math.Abs((double)(projection.Receptor == Receptor.Potential
                ? design.Jump(projection.Weight.Quantile(u))
                : design.Weight(projection.Weight.Quantile(u)))));
    }
}
