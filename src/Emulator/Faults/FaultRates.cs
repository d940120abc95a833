using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Emulator.Faults;

/// <summary>
/// How much is broken: a rate per kind of fault, and the seed that decides what. Whether a core, link, neuron, bit or packet is
/// hit depends on the seed and on its own number alone; so a higher rate breaks all that a lower one does, and more.
/// </summary>
public sealed class FaultRates
{
    readonly double[] _rates = new double[Enum.GetValues<FaultKind>().Length];
    readonly ulong[] _keys;

    /// <summary>Rates.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rates">The rates that are not 0, from 0 to 1, each kind once.</param>
    /// <exception cref="ArgumentException">A rate is not from 0 to 1.</exception>
    public FaultRates(ulong seed, params IEnumerable<(FaultKind Kind, double Rate)> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        Seed = seed;
        _keys = [.. Enum.GetValues<FaultKind>().Select(kind => CounterHash.Key(seed, Stream + (ulong)kind))];
        foreach ((FaultKind kind, double rate) in rates)
        {
            _rates[(int)kind] = rate is >= 0 and <= 1 ? rate : throw new ArgumentException($"a rate lies between 0 and 1, not at {rate}", nameof(rates));
        }
    }

    /// <summary>Sets the streams of random numbers for faults apart from others.</summary>
    const ulong Stream = 0xFA017;

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The rate of a kind of fault.</summary>
    public double this[FaultKind kind] => _rates[(int)kind];

    /// <summary>Cores and links that are dead besides those that the rates hit; null for none.</summary>
    public FaultList? Listed { get; init; }

    /// <summary>Whether something acts on spikes or neurons while a sample runs.</summary>
    internal bool DisturbSpikes => this[FaultKind.DroppedPackets] + this[FaultKind.DuplicatedPackets]
        + this[FaultKind.SilentNeurons] + this[FaultKind.FiringNeurons] > 0;

    /// <summary>Whether the chip itself is damaged, so that the network has to be mapped anew.</summary>
    public bool DamageChip => Listed is not null || this[FaultKind.DeadCores] + this[FaultKind.DeadLinks] > 0;

    /// <summary>Whether the thing of a number is hit.</summary>
    internal bool Hits(FaultKind kind, ulong number) =>
        _rates[(int)kind] > 0 && CounterHash.Unit(CounterHash.At(_keys[(int)kind], number)) < _rates[(int)kind];

    /// <summary>Whether the thing of two numbers is hit.</summary>
    internal bool Hits(FaultKind kind, ulong first, ulong second) =>
        _rates[(int)kind] > 0 && CounterHash.Unit(CounterHash.At(CounterHash.At(_keys[(int)kind], first), second)) < _rates[(int)kind];
}
