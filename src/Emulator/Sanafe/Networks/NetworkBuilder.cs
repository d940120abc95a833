using System.Globalization;
using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Gathers the groups, synapses and mapping of a network, whatever file they come from.</summary>
sealed class NetworkBuilder(string file, SanafeArchitecture architecture)
{
    /// <summary>Most neurons of a network.</summary>
    public const int MaxNeurons = 1 << 26;

    readonly Dictionary<string, int> _groupIndex = new(StringComparer.Ordinal);
    readonly List<NeuronGroup> _groups = [];
    readonly List<NeuronSettings> _neurons = [];
    int[] _core = [];
    int[] _order = [];
    int _mapped;

    /// <summary>File name for messages.</summary>
    public string File => file;

    /// <summary>The groups so far.</summary>
    public IReadOnlyList<NeuronGroup> Groups => _groups;

    /// <summary>Neurons so far.</summary>
    public int Count => _neurons.Count;

    /// <summary>The synapses.</summary>
    public EdgeList Edges { get; } = new();

    /// <summary>Adds a group.</summary>
    public void AddGroup(string name, IReadOnlyCollection<NeuronSettings> neurons, int line)
    {
        if (!_groupIndex.TryAdd(name, _groups.Count))
        {
            throw Error(line, name, "the group stands twice");
        }

        if ((long)_neurons.Count + neurons.Count > MaxNeurons)
        {
            throw Error(line, name, $"the network has more than {MaxNeurons} neurons");
        }

        _groups.Add(new NeuronGroup(name, _neurons.Count, neurons.Count));
        _neurons.AddRange(neurons);
    }

    /// <summary>The group of a name.</summary>
    public NeuronGroup Group(ReadOnlySpan<char> name, int line) =>
        _groupIndex.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out int index)
            ? _groups[index]
            : throw Error(line, name.ToString(), $"there is no such group; there are {string.Join(", ", _groups.Take(20).Select(g => g.Name))}");

    /// <summary>The neuron of an address such as group.3.</summary>
    public int Neuron(ReadOnlySpan<char> address, int line)
    {
        int dot = address.IndexOf('.');
        if (dot < 0 || !int.TryParse(address[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int offset))
        {
            throw Error(line, address.ToString(), "the address of one neuron is expected, such as group.3");
        }

        NeuronGroup group = Group(address[..dot], line);
        return offset < group.Count
            ? group.First + offset
            : throw Error(line, address.ToString(), $"the group has {group.Count} neurons, counted from 0");
    }

    /// <summary>The parameters of a neuron.</summary>
    public NeuronSettings Settings(int neuron) => _neurons[neuron];

    /// <summary>Replaces the parameters of a neuron.</summary>
    public void Replace(int neuron, NeuronSettings settings) => _neurons[neuron] = settings;

    /// <summary>Adds a synapse.</summary>
    public void AddEdge(int source, int target, double weight, int delay, int line)
    {
        if (!Edges.Add(source, target, weight, delay))
        {
            throw Error(line, "edges", $"more than {EdgeList.MaxEdges} edges");
        }
    }

    /// <summary>Puts a neuron on a core, behind those that are there.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="tile">Tile of the chip.</param>
    /// <param name="offset">Core of the tile.</param>
    /// <param name="line">Line for messages.</param>
    public void Map(int neuron, int tile, int offset, int line)
    {
        if (tile >= architecture.TileCount)
        {
            throw Error(line, "core", $"there is no tile {tile}; the chip has {architecture.TileCount}, counted from 0");
        }

        if (offset >= architecture.Tiles[tile].Cores)
        {
            throw Error(line, "core", $"tile {tile} has {architecture.Tiles[tile].Cores} cores, counted from 0");
        }

        if (_core.Length < _neurons.Count)
        {
            _core = new int[_neurons.Count];
            _core.AsSpan().Fill(-1);
            _order = new int[_neurons.Count];
        }

        if (_core[neuron] >= 0)
        {
            throw Error(line, Name(neuron), "the neuron is mapped twice");
        }

        _core[neuron] = architecture.Tiles[tile].FirstCore + offset;
        _order[neuron] = _mapped++;
    }

    /// <summary>Reads tile and core from a text such as 5.2.</summary>
    public (int Tile, int Core) CoreAddress(ReadOnlySpan<char> text, int line)
    {
        int dot = text.IndexOf('.');
        return dot > 0
            && int.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int tile)
            && int.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int core)
            ? (tile, core)
            : throw Error(line, "core", $"'{text}' is not a core; write tile and core of the tile, such as 5.2");
    }

    /// <summary>An error in the file.</summary>
    public ChipException Error(int line, string field, string problem) => new(file, line, field, problem);

    /// <summary>The network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="timesteps">Timesteps that the file asks for; null if it does not say.</param>
    /// <param name="remarks">What has no effect.</param>
    public SanafeNetwork Build(string name, int? timesteps, IReadOnlyList<string> remarks)
    {
        if (_neurons.Count == 0)
        {
            throw Error(0, "groups", "the network has no neurons");
        }

        if (_mapped < _neurons.Count)
        {
            int missing = _mapped == 0 ? 0 : _core.AsSpan().IndexOf(-1);
            throw Error(0, "mappings", $"{_neurons.Count - _mapped} neurons are on no core, the first is {Name(missing)}; map every neuron");
        }

        return new SanafeNetwork(file, name, timesteps, [.. _groups], [.. _neurons], Edges, _core, _order, remarks);
    }

    string Name(int neuron)
    {
        NeuronGroup group = _groups.Last(g => g.First <= neuron && g.Count > 0);
        return string.Create(CultureInfo.InvariantCulture, $"{group.Name}.{neuron - group.First}");
    }
}
