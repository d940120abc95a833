using System.Globalization;
using System.Text;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Finds neurons by the bytes of their addresses; remembers the last group, which is mostly the next one too.</summary>
sealed class AddressReader(NetworkBuilder builder)
{
    byte[] _name = [];
    NeuronGroup? _group;

    /// <summary>The index of a neuron.</summary>
    public int Read(ReadOnlySpan<byte> group, ReadOnlySpan<byte> neuron, int line)
    {
        if (_group is null || !group.SequenceEqual(_name))
        {
            _group = builder.Group(Encoding.UTF8.GetString(group), line);
            _name = group.ToArray();
        }

        return int.TryParse(neuron, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) && offset < _group.Value.Count
            ? _group.Value.First + offset
            : throw builder.Error(
                line,
                $"{Encoding.UTF8.GetString(group)}.{Encoding.UTF8.GetString(neuron)}",
                $"there is no such neuron; the group has {_group.Value.Count}, counted from 0");
    }
}
