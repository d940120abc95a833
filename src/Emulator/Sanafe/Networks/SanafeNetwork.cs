using System.Globalization;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe;

/// <summary>
/// A network as SANA-FE describes it: groups of neurons, synapses, and the core of each neuron. Read from SANA-FE's YAML, its older
/// netlist, or the flattened JSON (<c>neuro-net/1</c>).
/// </summary>
public sealed class SanafeNetwork
{
    internal SanafeNetwork(
        string file,
        string name,
        int? timesteps,
        NeuronGroup[] groups,
        NeuronSettings[] neurons,
        EdgeList edges,
        int[] core,
        int[] order,
        IReadOnlyList<string> remarks)
    {
        File = file;
        Name = name;
        Timesteps = timesteps;
        Groups = groups;
        Neurons = neurons;
        Edges = edges;
        Core = core;
        Order = order;
        Remarks = remarks;
    }

    /// <summary>File that it was read from.</summary>
    public string File { get; }

    /// <summary>Name; empty if it has none.</summary>
    public string Name { get; }

    /// <summary>Timesteps that the file asks for; null if it does not say.</summary>
    public int? Timesteps { get; }

    /// <summary>Number of neurons.</summary>
    public int NeuronCount => Neurons.Length;

    /// <summary>Number of synapses.</summary>
    public long SynapseCount => Edges.Count;

    /// <summary>What was read but has no effect, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; }

    internal NeuronGroup[] Groups { get; }

    internal NeuronSettings[] Neurons { get; }

    internal EdgeList Edges { get; }

    /// <summary>The core of each neuron.</summary>
    internal int[] Core { get; }

    /// <summary>When each neuron was mapped: the order of processing within a core.</summary>
    internal int[] Order { get; }

    /// <summary>Reads a network that is mapped on an architecture.</summary>
    /// <param name="path">
    /// <c>neuro-net/1</c> if the name ends in .json, a netlist if it ends in .net, SANA-FE's YAML otherwise.
    /// </param>
    /// <param name="architecture">The architecture whose cores it names.</param>
    /// <param name="progress">Takes how many bytes of a netlist were read; null if nobody asks.</param>
    /// <exception cref="ChipException">The file cannot be used; the message names line and field.</exception>
    public static SanafeNetwork Load(string path, SanafeArchitecture architecture, IProgress<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var builder = new NetworkBuilder(path, architecture);
        if (path.EndsWith(".net", StringComparison.OrdinalIgnoreCase))
        {
            return SanafeFile.Read(path, stream => Netlist.Read(builder, stream, progress));
        }

        byte[] bytes = SanafeFile.ReadBytes(path, SanafeFile.MaxNetworkBytes, "; write it as a netlist (.net), which is read line by line");
        return SanafeFile.IsJson(path) ? NetworkJson.Read(builder, bytes) : NetworkYaml.Read(builder, bytes);
    }

    /// <summary>The name of a neuron, such as group.3.</summary>
    /// <param name="neuron">Index, from 0.</param>
    public string NameOf(int neuron)
    {
        int low = 0;
        for (int high = Groups.Length - 1; low < high;)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = Groups[middle].First <= neuron ? (middle, high) : (low, middle - 1);
        }

        // Empty groups share their first index with the next one, which the search prefers.
        return string.Create(CultureInfo.InvariantCulture, $"{Groups[low].Name}.{neuron - Groups[low].First}");
    }
}
