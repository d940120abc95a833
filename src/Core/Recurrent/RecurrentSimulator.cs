using System.Diagnostics;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Builds a recurrent network from its description and runs it in fixed point. Threads own neurons; they meet once per
/// smallest delay, since no spike acts sooner. Input is summed as integers, so the spikes are the same for any number of
/// threads, instruction set and encoding of the synapses.
/// </summary>
/// <remarks>
/// A spike of timestep t with a delay of d steps acts on the potential in timestep t + d. Inputs are gathered when they
/// are due ("pull by delay"): a step asks for the spikes of each delay ago, so there are no ring buffers of future input
/// and each thread adds into one array that stays in its cache.
/// </remarks>
public sealed class RecurrentSimulator : IDisposable
{
    readonly RecurrentOptions _options;
    readonly PopulationPlan[] _populations;
    readonly Shard[] _shards;
    readonly SpikeHistory[] _histories;
    readonly int _window;
    readonly byte[] _fingerprint;
    readonly SpinBarrier _barrier;
    readonly ThreadTeam _team;
    long _end;
    long _recorded;

    /// <summary>Builds the network.</summary>
    /// <param name="description">The network.</param>
    /// <param name="options">Seed, threads, instruction set.</param>
    /// <param name="resume">A checkpoint of the same network and seed, to go on from; null: start.</param>
    /// <exception cref="NetworkDescriptionException">The description cannot be used.</exception>
    /// <exception cref="CheckpointException">The checkpoint is of another network or seed, or out of range.</exception>
    public RecurrentSimulator(NetworkDescription description, RecurrentOptions options, RecurrentCheckpoint? resume = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Threads, MostThreads);
        description.Validate();
        long started = Stopwatch.GetTimestamp();
        Description = description;
        _options = options;
        int populations = description.Populations.Count;
        _populations = [.. Enumerable.Range(0, populations).Select(p => new PopulationPlan(description, p, options.Seed))];
        ProjectionPlan[] projections =
            [.. Enumerable.Range(0, description.Projections.Count).Select(k => new ProjectionPlan(description, k, options.Seed))];
        _fingerprint = NetworkFingerprint.Of(description, options.Seed);
        if (resume is not null && !resume.Fingerprint.SequenceEqual(_fingerprint))
        {
            throw new CheckpointException(resume.Seed == options.Seed
                ? "it is of another network, or of the same with other parameters: resume with those that it was written with"
                : $"it is of seed {resume.Seed}, not {options.Seed}: give the same seed");
        }

        int[] sizes = [.. description.Populations.Select(p => p.Size)];
        if (resume is not null && (resume.Shards < ShardLayout.ShardsFor(sizes, projections, 1) || resume.Shards > ShardLayout.ShardsFor(sizes, projections, MostThreads)))
        {
            throw new CheckpointException($"{resume.Shards} shards are out of range for this network");
        }

        var layout = new ShardLayout(sizes, resume?.Shards ?? ShardLayout.ShardsFor(sizes, projections, options.Threads));
        _window = projections.Select(p => p.ShortestDelay).DefaultIfEmpty(LongestWindow).Min();
        int longest = projections.Select(p => p.LongestDelay).DefaultIfEmpty(1).Max();
        _shards = [.. Enumerable.Range(0, layout.Shards).Select(
            s => new Shard(layout, s, _populations, longest + (2 * _window), options.Seed))];
        _histories = [.. _shards.Select(shard => shard.History)];
        Build(layout, projections);
        if (resume is not null)
        {
            Load(resume.State());
        }

        _barrier = new SpinBarrier(options.Threads);
        _team = new ThreadTeam(options.Threads, RunThread);
        BuildSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The most threads.</summary>
    public const int MostThreads = 256;

    /// <summary>Without projections nothing forces threads to meet; they still do now and then.</summary>
    const int LongestWindow = 64;

    /// <summary>The network.</summary>
    public NetworkDescription Description { get; }

    /// <summary>Timesteps so far.</summary>
    public long Timesteps { get; private set; }

    /// <summary>Synapses.</summary>
    public long Synapses => _shards.Sum(shard => shard.Tables.Sum(table => table.Synapses));

    /// <summary>Memory of the synapses in bytes.</summary>
    public long SynapseBytes => _shards.Sum(shard => shard.Tables.Sum(table => table.Bytes));

    /// <summary>Synaptic events so far.</summary>
    public long SynapticEvents => _shards.Sum(shard => shard.SynapticEvents);

    /// <summary>Recorded spikes.</summary>
    public long Spikes => _shards.Sum(shard => shard.Activity.Spikes);

    /// <summary>A hash of all recorded spikes, independent of their order.</summary>
    public ulong SpikeHash => _shards.Aggregate(0UL, (sum, shard) => unchecked(sum + shard.Activity.Hash));

    /// <summary>Seconds that building took.</summary>
    public double BuildSeconds { get; }

    /// <summary>Synapses by source population and encoding.</summary>
    public IReadOnlyList<(string Source, Receptor Receptor, SynapseEncoding Encoding, long Synapses, long Bytes)> Encodings =>
        [.. _shards.SelectMany(shard => shard.Tables)
            .GroupBy(table => (table.SourcePopulation, table.Receptor, table.Encoding))
            .OrderBy(group => group.Key)
            .Select(group => (
                Description.Populations[group.Key.SourcePopulation].Name, group.Key.Receptor, group.Key.Encoding,
                group.Sum(table => table.Synapses), group.Sum(table => table.Bytes)))];

    /// <summary>
    /// The number format of each population, and what rounding moves a potential by at most, in mV, while spikes are the same;
    /// null where registers may saturate.
    /// </summary>
    public IReadOnlyList<(string Population, NeuronFormat Format, double? PotentialError)> Formats =>
        [.. _populations.Select((plan, p) => (
            Description.Populations[p].Name, plan.Short is null ? NeuronFormat.WideProducts : NeuronFormat.ShortProducts, plan.PotentialError))];

    /// <summary>Runs on.</summary>
    /// <param name="timesteps">Timesteps.</param>
    /// <param name="record">Whether spikes are recorded; not during a warm-up.</param>
    public void Run(long timesteps, bool record = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timesteps);
        long end = Timesteps + timesteps;
        foreach (Shard shard in _shards)
        {
            shard.Activity.IsRecording = record;
        }

        _end = end;
        _team.Run();
        Timesteps = end;
        _recorded += record ? timesteps : 0;
    }

    /// <summary>All that the network's future depends on and all that is recorded, to go on from later.</summary>
    public RecurrentCheckpoint Checkpoint() => RecurrentCheckpoint.Of(_fingerprint, _options.Seed, _shards.Length, writer =>
    {
        writer.Write(Timesteps);
        writer.Write(_recorded);
        foreach (Shard shard in _shards)
        {
            shard.Save(writer, Timesteps);
        }
    });

    /// <summary>Potentials of a population in mV.</summary>
    public double[] Potentials(int population)
    {
        int[] units = new int[Description.Populations[population].Size];
        foreach (Shard shard in _shards)
        {
            shard.CopyPotentials(population, units);
        }

        return [.. units.Select(_populations[population].Design.Millivolts)];
    }

    /// <summary>Mean and standard deviation of a plastic projection's weights now, in its unit; null where it is not plastic.</summary>
    /// <param name="projection">Number of the projection.</param>
    public (double Mean, double Deviation)? PlasticWeights(int projection)
    {
        ProjectionDescription description = Description.Projections[projection];
        if (description.Plasticity is null)
        {
            return null;
        }

        double sum = 0;
        double squares = 0;
        long count = 0;
        foreach (PlasticRows rows in _shards.SelectMany(shard => shard.Tables).OfType<PlasticRows>().Where(rows => rows.Projection == projection))
        {
            rows.AddWeights(ref sum, ref squares);
            count += rows.Synapses;
        }

        ExponentialSynapseDesign design = Description.Design(Description.Population(description.Target));
        double unit = description.Receptor == Receptor.Potential ? design.PotentialUnit : design.CurrentUnit;
        double mean = count > 0 ? sum / count : 0;
        return (mean * unit, count > 0 ? Math.Sqrt(Math.Max((squares / count) - (mean * mean), 0)) * unit : 0);
    }

    /// <summary>Timesteps that were recorded, of earlier runs too where this one went on from a checkpoint.</summary>
    public long RecordedTimesteps => _recorded;

    /// <summary>Neurons of each population whose spikes are kept one by one, at most.</summary>
    public const int SampledNeurons = ShardActivity.SampledNeurons;

    /// <summary>Recorded spikes of the first neurons of each population, in the order of time: timestep, population, neuron.</summary>
    public IReadOnlyList<(int Step, short Population, int Neuron)> SampledSpikes =>
        [.. _shards.SelectMany(shard => shard.Activity.Sample).Order()];

    /// <summary>How each population fired while recording.</summary>
    public IReadOnlyList<PopulationStatistics> Statistics()
    {
        double seconds = _recorded * Description.Timestep / 1000;
        ILookup<short, (int Step, short Population, int Neuron)> sampled = SampledSpikes.ToLookup(spike => spike.Population);
        return [.. Description.Populations.Select((population, p) =>
        {
            long spikes = 0;
            double variations = 0;
            int regular = 0;
            foreach (Shard shard in _shards)
            {
                shard.Activity.AddTo(p, ref spikes, ref variations, ref regular);
            }

            return new PopulationStatistics(
                population.Name,
                population.Size,
                spikes,
                seconds > 0 ? spikes / seconds / population.Size : 0,
                regular > 0 ? variations / regular : null,
                PopulationStatistics.MeanCorrelation(Bins(sampled[(short)p])));
        })];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _team.Dispose();
        foreach (Shard shard in _shards)
        {
            shard.Dispose();
        }

        foreach (PopulationPlan population in _populations)
        {
            population.Dispose();
        }
    }

    void Load(CheckpointReader reader)
    {
        Timesteps = reader.Number(0, long.MaxValue / 2, "the timestep");
        _recorded = reader.Number(0, Timesteps, "the number of recorded timesteps");
        foreach (Shard shard in _shards)
        {
            shard.Load(reader, Timesteps);
        }

        reader.Finish();
    }

    void RunThread(int thread)
    {
        long end = _end;
        for (long first = Timesteps; first < end; first += _window)
        {
            long last = Math.Min(first + _window, end);
            for (int s = thread; s < _shards.Length; s += _options.Threads)
            {
                for (long step = first; step < last; step++)
                {
                    _shards[s].Step(_options.Kernels, _histories, step);
                }
            }

            _barrier.Wait();
        }
    }

    void Build(ShardLayout layout, ProjectionPlan[] projections)
    {
        IReadOnlyList<ProjectionPlan>[] groups = [.. projections.GroupBy(p => (p.Source, p.Receptor)).Select(g => g.ToList())];
        InputBound[] bounds = [.. Enumerable.Range(0, _shards.Length).Select(s => new InputBound(layout.Blocks(s) * SpikeMask.BitsPerWord))];
        var tables = new List<SynapseTable>[_shards.Length, Math.Max(groups.Length, 1)];
        var limits = new SpikeLimits(layout, _populations);
        Parallel.For(
            0,
            _shards.Length * groups.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Threads },
            k =>
            {
                (int group, int shard) = Math.DivRem(k, _shards.Length);
                var bound = new InputBound(layout.Blocks(shard) * SpikeMask.BitsPerWord);
                tables[shard, group] = new SynapseTableBuilder(layout, shard, _options.AllowBitRows, bound).Build(groups[group]);
                lock (bounds)
                {
                    bounds[shard].Add(bound);
                    limits.Add(groups[group], shard, bound);
                }
            });
        limits.ChooseProducts(_options.AllowShortProducts);
        RequireSumsThatFit(layout, bounds);
        for (int s = 0; s < _shards.Length; s++)
        {
            int shard = s;
            _shards[s].Tables = [.. Enumerable.Range(0, groups.Length).SelectMany(g => tables[shard, g])];
        }
    }

    /// <summary>Refuses a network in which input of a timestep could leave 32 bits.</summary>
    void RequireSumsThatFit(ShardLayout layout, InputBound[] bounds)
    {
        for (int p = 0; p < _populations.Length; p++)
        {
            foreach (Receptor receptor in Enum.GetValues<Receptor>())
            {
                long largest = Enumerable.Range(0, bounds.Length).Max(s => bounds[s].Largest(
                    receptor, layout.LocalFirst(s, p) * SpikeMask.BitsPerWord, layout.LocalBlocks(s, p) * SpikeMask.BitsPerWord));
                largest += _populations[p].DriveReceptor == receptor ? _populations[p].LargestDrive : 0;
                if (largest > int.MaxValue)
                {
                    string span = receptor == Receptor.Potential ? "potentialSpanMv" : "currentSpanPa";
                    throw new NetworkDescriptionException(
                        $"populations[{p}].neuron",
                        $"all {receptor.ToString().ToLowerInvariant()} input of a neuron of '{Description.Populations[p].Name}' could come to {largest:N0} units in a timestep, more than {int.MaxValue:N0}: give a {span} that is at least {Math.Ceiling(largest / (double)int.MaxValue)} times as large, or weaker or fewer synapses");
                }
            }
        }
    }

    List<int[]> Bins(IEnumerable<(int Step, short Population, int Neuron)> spikes)
    {
        int steps = Math.Max((int)Math.Round(PopulationStatistics.BinWidth / Description.Timestep), 1);
        long first = Timesteps - _recorded;
        int bins = (int)(_recorded / steps);
        var counts = new Dictionary<int, int[]>();
        foreach ((int step, _, int neuron) in spikes)
        {
            long bin = (step - first) / steps;
            if (bin >= 0 && bin < bins)
            {
                if (!counts.TryGetValue(neuron, out int[]? row))
                {
                    counts[neuron] = row = new int[bins];
                }

                row[bin]++;
            }
        }

        return [.. counts.Values];
    }
}
