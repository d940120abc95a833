using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Randomness;
using Neuromorphic.Core.Reference;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A population in integers.</summary>
sealed class PopulationPlan : IDisposable
{
    /// <summary>The largest error of a potential that short products may make, as a part of the way from reset to threshold.</summary>
    const double MostError = 0.01;

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
            DriveWeight = weight;
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

    /// <summary>What one spike of the drive adds; 0 without one.</summary>
    public int DriveWeight { get; }

    /// <summary>What the drive acts on.</summary>
    public Receptor DriveReceptor { get; }

    /// <summary>The neuron with short products; null where they are not proven to do.</summary>
    public ShortProducts? Short { get; private set; }

    /// <summary>What rounding moves a potential by at most, in mV, while spikes are the same; null where registers may saturate.</summary>
    public double? PotentialError { get; private set; }

    /// <summary>
    /// Chooses the number format: short products where no state can leave their range and the potential stays within
    /// <see cref="MostError"/> of the way from reset to threshold, whatever the network does.
    /// </summary>
    /// <param name="allowShort">Whether short products are to be considered.</param>
    /// <param name="spikes">Per receptor what spikes of the network come to at most.</param>
    /// <param name="falls">Per receptor whether any of them is negative.</param>
    public void ChooseProducts(bool allowShort, IReadOnlyList<double> spikes, IReadOnlyList<bool> falls)
    {
        ExponentialSynapseParameters parameters = Design.Parameters;
        ExponentialSynapseRange range = ExponentialSynapseRange.Prove(
            parameters, Limit(Receptor.Excitatory), Limit(Receptor.Inhibitory), Limit(Receptor.Potential));
        double start = _initial is null ? 0 : _initial.Max(v => Math.Abs((double)v));
        PotentialError = range.Fits ? ExponentialSynapseTwin.PotentialBound(parameters).Limit * Design.PotentialUnit : null;
        if (allowShort && ShortProducts.Of(parameters, range with { Potential = Math.Max(range.Potential, start) }) is { } products)
        {
            double error = ShortProductBound.Potential(products).Limit;
            if (error <= MostError * (parameters.Threshold - (double)parameters.Reset))
            {
                Short = products;
                PotentialError = error * Design.PotentialUnit;
            }
        }

        InputLimit Limit(Receptor receptor)
        {
            bool isDriven = Drive is not null && DriveReceptor == receptor;
            return new(isDriven ? LargestDrive : 0, spikes[(int)receptor], !(falls[(int)receptor] || (isDriven && DriveWeight < 0)));
        }
    }

    /// <summary>The fraction of a state at a receptor that is lost per timestep; 0 without the receptor.</summary>
    public double Loss(Receptor receptor) => (receptor switch
    {
        Receptor.Excitatory => Design.Parameters.Excitatory?.Loss,
        Receptor.Inhibitory => Design.Parameters.Inhibitory?.Loss,
        _ => Design.Parameters.Leak,
    })?.Value ?? 0;

    /// <summary>One timestep of its neurons.</summary>
    public unsafe void Step(KernelSet kernels, ExponentialSynapseState state, int words, ulong* spikes)
    {
        if (Short is { } products)
        {
            kernels.StepShortProducts(products, state, words, spikes);
        }
        else
        {
            kernels.StepExponential(Model, Bias, state, words, spikes);
        }
    }

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
