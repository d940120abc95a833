using System.Runtime.InteropServices;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Recurrent;

/// <summary>What is recorded of a shard's neurons: counts, inter-spike intervals, a hash of all spikes, spikes of a sample.</summary>
sealed unsafe class ShardActivity
{
    /// <summary>Neurons of each population whose spikes are kept.</summary>
    public const int SampledNeurons = 200;

    readonly int[][] _counts;
    readonly int[][] _last;
    readonly long[][] _intervals;
    readonly double[][] _squares;

    public ShardActivity(ShardLayout layout, int shard)
    {
        int populations = layout.Populations;
        _counts = new int[populations][];
        _last = new int[populations][];
        _intervals = new long[populations][];
        _squares = new double[populations][];
        for (int p = 0; p < populations; p++)
        {
            // Indexed by block of the population div shards: neurons of a population lie in every shards-th block.
            int neurons = layout.LocalBlocks(shard, p) * SpikeMask.BitsPerWord;
            _counts[p] = new int[neurons];
            _last[p] = new int[neurons];
            _intervals[p] = new long[neurons];
            _squares[p] = new double[neurons];
        }

        Layout = layout;
        Number = shard;
    }

    ShardLayout Layout { get; }

    int Number { get; }

    /// <summary>Whether spikes count; not during the warm-up.</summary>
    public bool IsRecording { get; set; }

    /// <summary>Sum over all recorded spikes of a hash of population, neuron and timestep: independent of their order.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Recorded spikes.</summary>
    public long Spikes { get; private set; }

    /// <summary>Recorded spikes of the sampled neurons: timestep, population, neuron.</summary>
    public List<(int Step, short Population, int Neuron)> Sample { get; } = new(1 << 16);

    /// <summary>Takes the spikes of a timestep.</summary>
    public void Add(long step, Span<int> starts, int* list)
    {
        if (!IsRecording)
        {
            return;
        }

        ulong hash = 0;
        for (int p = 0; p < starts.Length - 1; p++)
        {
            int[] counts = _counts[p];
            int[] last = _last[p];
            int firstBlock = Layout.FirstBlock(p);
            int localFirst = Layout.LocalFirst(Number, p);
            for (int k = starts[p]; k < starts[p + 1]; k++)
            {
                int neuron = list[k];
                hash += CounterHash.At(((ulong)step << 8) + (ulong)p, (ulong)neuron);
                int block = (((neuron / SpikeMask.BitsPerWord) + firstBlock) / Layout.Shards) - localFirst;
                int i = (block * SpikeMask.BitsPerWord) + (neuron % SpikeMask.BitsPerWord);
                if (counts[i]++ > 0)
                {
                    int interval = (int)step - last[i];
                    _intervals[p][i] += interval;
                    _squares[p][i] += (double)interval * interval;
                }

                last[i] = (int)step;
                if (neuron < SampledNeurons)
                {
                    Sample.Add(((int)step, (short)p, neuron));
                }
            }
        }

        Hash += hash;
        Spikes += starts[^1];
    }

    /// <summary>Writes everything recorded so far.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Hash);
        writer.Write(Spikes);
        for (int p = 0; p < _counts.Length; p++)
        {
            writer.Write(MemoryMarshal.AsBytes(_counts[p].AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(_last[p].AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(_intervals[p].AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(_squares[p].AsSpan()));
        }

        writer.Write((long)Sample.Count);
        foreach ((int step, short population, int neuron) in Sample)
        {
            writer.Write((long)step);
            writer.Write((long)population);
            writer.Write((long)neuron);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointException">A value is out of range.</exception>
    public void Load(CheckpointReader reader)
    {
        const int SampleBytes = 3 * sizeof(long);
        Hash = reader.Bits("the hash");
        Spikes = reader.Number(0, long.MaxValue, "the number of spikes");
        for (int p = 0; p < _counts.Length; p++)
        {
            reader.Fill(_counts[p], 0, int.MaxValue, "a number of spikes");
            reader.Fill(_last[p], 0, int.MaxValue, "the time of a spike");
            reader.Fill(_intervals[p], 0, long.MaxValue, "a sum of intervals");
            reader.Fill(_squares[p].AsSpan(), "a sum of squares");
        }

        Sample.Clear();
        for (long k = reader.Number(0, reader.Left / SampleBytes, "the number of sampled spikes"); k > 0; k--)
        {
            Sample.Add((
                (int)reader.Number(0, int.MaxValue, "the time of a spike"),
                (short)reader.Number(0, _counts.Length - 1, "a population"),
                (int)reader.Number(0, SampledNeurons - 1, "a sampled neuron")));
        }
    }

    /// <summary>Adds a population's neurons to its statistics.</summary>
    public void AddTo(int population, ref long spikes, ref double variations, ref int regular)
    {
        for (int i = 0; i < _counts[population].Length; i++)
        {
            int count = _counts[population][i];
            spikes += count;
            int intervals = count - 1;
            if (intervals >= PopulationStatistics.FewestIntervals)
            {
                double mean = (double)_intervals[population][i] / intervals;
                double variance = (_squares[population][i] / intervals) - (mean * mean);
                variations += Math.Sqrt(Math.Max(variance, 0)) / mean;
                regular++;
            }
        }
    }
}
