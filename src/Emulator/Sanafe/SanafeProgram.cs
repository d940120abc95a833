using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Sanafe.Engine;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>
/// A network on an architecture, ready to run: neurons in the order of processing, synapses in rows, every packet priced and routed. It
/// holds the state of the neurons, so it runs once.
/// </summary>
public sealed class SanafeProgram
{
    int _started;

    internal SanafeProgram(SanafeNetwork network, SanafeArchitecture architecture, SynapticInput input)
    {
        Input = input;
        Network = network;
        Architecture = architecture;
    }

    /// <summary>The network.</summary>
    public SanafeNetwork Network { get; }

    /// <summary>The architecture.</summary>
    public SanafeArchitecture Architecture { get; }

    /// <summary>Cores that hold neurons.</summary>
    public int CoresUsed => Cores.Length;

    /// <summary>Bytes that the synapses take.</summary>
    public long SynapseBytes => Input.Bytes;

    internal UsedCore[] Cores { get; init; } = [];

    /// <summary>The slot of each neuron.</summary>
    internal int[] SlotOf { get; init; } = [];

    /// <summary>The neuron of each slot; −1 for slots that fill up a vector.</summary>
    internal int[] NeuronOf { get; init; } = [];

    internal SynapticInput Input { get; }

    /// <summary>First packet of each slot, and the end.</summary>
    internal int[] PacketRows { get; init; } = [];

    internal Packet[] Packets { get; init; } = [];

    internal SpikeCost[] Costs { get; init; } = [];

    internal RouteTable? Routes { get; init; }

    internal double BarrierSeconds { get; init; }

    /// <summary>Puts a network on the cores that it names.</summary>
    /// <param name="network">A network read for this architecture.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="seed">Seed of random inputs and thresholds.</param>
    /// <param name="progress">Takes how much is done, of how much; null if nobody asks.</param>
    /// <exception cref="ChipException">A core is too small, a unit is missing, or a neuron cannot be what it should be.</exception>
    public static SanafeProgram Map(SanafeNetwork network, SanafeArchitecture architecture, ulong seed, IProgress<(long Done, long Total)>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(architecture);
        return new ProgramBuilder(network, architecture, seed, progress).Build();
    }

    /// <summary>Claims the state of the neurons.</summary>
    /// <exception cref="InvalidOperationException">The program has run before.</exception>
    internal void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("The program has run already; map the network again for another run.");
        }
    }
}
