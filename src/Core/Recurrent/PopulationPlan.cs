using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A population in integers.</summary>
sealed class PopulationPlan : IDisposable
{
    readonly int _size;
    readonly ulong _key;
    readonly int[]? _initial;

    /// <summary>Plans a population of a valid description.</summary>
    public PopulationPlan(NetworkDescription network, int number, ulong seed)
    {
        PopulationDescription population = network.Populations[number];
        _size = population.Size;
        _key = CounterHash.Key(seed, (1UL << 40) + (ulong)number);
        Design = network.Design(population);
        Model = new ExponentialSynapseNeuron(Design.Parameters);
        Bias = Design.Parameters.Bias[0];
        if (population.InitialPotential is { } initial)
        {
            _initial = [.. initial.ToTable().Select(v => Design.Potential(v))];
        }

        if (population.Drive is { Rate: > 0 } drive)
        {
            Drive = PoissonTable.Of(drive.Rate * network.Timestep / 1000);
            int weight = drive.Receptor == Receptor.Potential ? Design.Jump(drive.Weight) : Design.Weight(drive.Weight);
            LargestDrive = Math.Abs((long)weight) * Drive.Draws * Drive.Below.Concat(Drive.Above).Max();
            DriveTable = new AlignedBuffer<int>([.. Drive.Thresholds, .. Values(Drive.Below), .. Values(Drive.Above)]);

            // A value beyond 32 bits makes the drive's largest one so, too, and the network is refused.
            IEnumerable<int> Values(IReadOnlyList<byte> counts) => counts.Select(count => unchecked(count * weight));
            DriveReceptor = drive.Receptor;
        }
    }

    /// <summary>The neuron in integers, with its units.</summary>
    public ExponentialSynapseDesign Design { get; }

    /// <summary>The neuron.</summary>
    public ExponentialSynapseNeuron Model { get; }

    /// <summary>Constant input per timestep.</summary>
    public int Bias { get; }

    /// <summary>Counts of the drive; null without one.</summary>
    public PoissonTable? Drive { get; }

    /// <summary>The same as thresholds and what the counts add, as <see cref="Kernels.KernelSet.AddDrawn"/> takes it.</summary>
    public AlignedBuffer<int>? DriveTable { get; }

    /// <summary>The largest magnitude that the drive adds in a timestep; 0 without one.</summary>
    public long LargestDrive { get; }

    /// <summary>What the drive acts on.</summary>
    public Receptor DriveReceptor { get; }

    /// <summary>The potential with which a neuron starts.</summary>
    public int InitialPotential(int neuron) =>
        _initial is null ? 0 : _initial[CounterHash.At(_key, (ulong)neuron) >> 48];

    /// <summary>Which of 64 neurons exist, from a number in the population on.</summary>
    public ulong Valid(int first) => _size - first >= SpikeMask.BitsPerWord ? ulong.MaxValue
        : first >= _size ? 0
        : (1UL << (_size - first)) - 1;

    /// <inheritdoc/>
    public void Dispose() => DriveTable?.Dispose();
}
