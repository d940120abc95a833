namespace Neuromorphic.Emulator.Activity;

/// <summary>
/// Everything that happened on a chip while samples ran, as exact integers: per core, timestep and kind, and per link of
/// the mesh. Counts add up over cores, timesteps and samples; the order of adding does not matter.
/// </summary>
/// <remarks>
/// Timesteps are the chip's: a population of depth d does its step t in timestep t + d − 1. Synaptic events count when
/// the receiving population does the step that uses them, traffic when the spike is sent.
/// </remarks>
public sealed class ChipActivity
{
    readonly long[] _counts;
    readonly long[] _links;

    /// <summary>No activity yet.</summary>
    /// <param name="cores">Cores, at least 1.</param>
    /// <param name="timesteps">The most timesteps of the chip per sample: T + depth − 1 for binary neurons, at least 1.</param>
    /// <param name="tiles">Tiles of the mesh, at least 1.</param>
    public ChipActivity(int cores, int timesteps, int tiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tiles, 1);
        Cores = cores;
        Timesteps = timesteps;
        Tiles = tiles;
        _counts = new long[checked(cores * timesteps * ActivityCounts.Kinds)];
        _links = new long[checked(4 * tiles)];
    }

    /// <summary>Cores.</summary>
    public int Cores { get; }

    /// <summary>The most timesteps of the chip per sample.</summary>
    public int Timesteps { get; }

    /// <summary>Tiles of the mesh.</summary>
    public int Tiles { get; }

    /// <summary>Samples that were added.</summary>
    public long Samples { get; set; }

    /// <summary>Timesteps that samples did not need, because all was quiet before; over all samples.</summary>
    public long TimestepsUnused { get; set; }

    /// <summary>Synchronisations of the whole chip: one per timestep and sample.</summary>
    public long Barriers => (Samples * Timesteps) - TimestepsUnused;

    /// <summary>All counts.</summary>
    public ActivityCounts Total => Sum(0, Cores, 0, Timesteps);

    /// <summary>Counts of a core.</summary>
    public ActivityCounts OfCore(int core) => Sum(core, 1, 0, Timesteps);

    /// <summary>Counts of consecutive cores, such as those of a population.</summary>
    public ActivityCounts OfCores(int first, int count) => Sum(first, count, 0, Timesteps);

    /// <summary>Counts of a timestep of the chip.</summary>
    public ActivityCounts OfTimestep(int timestep) => Sum(0, Cores, timestep, 1);

    /// <summary>Counts of a core in a timestep of the chip.</summary>
    public ActivityCounts Of(int core, int timestep) => Sum(core, 1, timestep, 1);

    /// <summary>Traversals of the links that enter a tile, from all directions and chips: the heat of the mesh.</summary>
    public long TraversalsInto(int tile)
    {
        long sum = 0;
        foreach (long link in _links.AsSpan(4 * tile, 4))
        {
            sum += link;
        }

        return sum;
    }

    /// <summary>Traversals per link: 4 × index of the tile that is entered + direction.</summary>
    public ReadOnlySpan<long> Links => _links;

    /// <summary>Counts something.</summary>
    public void Add(int core, int timestep, ActivityKind kind, long count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)core, (uint)Cores, nameof(core));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)timestep, (uint)Timesteps, nameof(timestep));
        _counts[Row(core, timestep) + (int)kind] += count;
    }

    /// <summary>Counts traversals of a link.</summary>
    public void AddTraversals(int link, long count) => _links[link] += count;

    /// <summary>Adds another activity of the same cores and timesteps.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public void Add(ChipActivity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Cores != Cores || other.Timesteps != Timesteps || other.Tiles != Tiles)
        {
            throw new ArgumentException("the activities belong to different programs", nameof(other));
        }

        Add(other, Timesteps);
    }

    /// <summary>Adds another activity of the same size that is empty from a timestep on.</summary>
    internal void Add(ChipActivity other, int timesteps)
    {
        int used = Row(0, timesteps);
        for (int i = 0; i < used; i++)
        {
            _counts[i] += other._counts[i];
        }

        for (int i = 0; i < _links.Length; i++)
        {
            _links[i] += other._links[i];
        }

        Samples += other.Samples;
        TimestepsUnused += other.TimestepsUnused;
    }

    /// <summary>The counts of a core in a timestep, to write to.</summary>
    internal Span<long> RowOf(int core, int timestep) =>
        _counts.AsSpan(Row(core, timestep), ActivityCounts.Kinds);

    /// <summary>All counts, to write to: timestep after timestep, core after core, kind after kind.</summary>
    internal Span<long> Counts => _counts;

    internal Span<long> LinkCounts => _links;

    /// <summary>Forgets everything, when there is nothing from a timestep on.</summary>
    internal void Clear(int timesteps)
    {
        _counts.AsSpan(0, Row(0, timesteps)).Clear();
        _links.AsSpan().Clear();
        Samples = 0;
        TimestepsUnused = 0;
    }

    int Row(int core, int timestep) => ((timestep * Cores) + core) * ActivityCounts.Kinds;

    ActivityCounts Sum(int firstCore, int cores, int firstTimestep, int timesteps)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)firstCore + (uint)cores, (uint)Cores, nameof(firstCore));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)firstTimestep + (uint)timesteps, (uint)Timesteps, nameof(firstTimestep));
        var sum = new ActivityCounts();
        for (int t = firstTimestep; t < firstTimestep + timesteps; t++)
        {
            for (int core = firstCore; core < firstCore + cores; core++)
            {
                sum.Add(_counts.AsSpan(Row(core, t), ActivityCounts.Kinds));
            }
        }

        return sum;
    }
}
