using System.Numerics;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Sanafe.Networks;

namespace Neuromorphic.Emulator.Sanafe.Engine;

/// <summary>
/// Inputs: fire from a list, in multiples of a period, or at random. Each neuron has its own list; SANA-FE lets neurons on one unit share
/// one, the last that was given.
/// </summary>
sealed class InputBlock : SomaBlock
{
    readonly int _words;
    readonly int _listed;
    readonly ulong[] _lists;
    readonly Other[] _others;
    readonly RandomSpikes _random;

    /// <summary>Inputs.</summary>
    /// <param name="soma">The unit.</param>
    /// <param name="firstSlot">Slot of the first.</param>
    /// <param name="neurons">Parameters.</param>
    /// <param name="indices">Indices of the neurons in the network, by which random numbers are chosen.</param>
    /// <param name="random">Random numbers.</param>
    public InputBlock(SomaUnit soma, int firstSlot, ReadOnlySpan<NeuronSettings> neurons, int[] indices, RandomSpikes random)
        : base(soma, firstSlot, neurons.Length)
    {
        _words = (Count + 63) / 64;
        _random = random;
        var others = new List<Other>();
        foreach (NeuronSettings neuron in neurons)
        {
            _listed = Math.Max(_listed, neuron.Spikes?.Count ?? 0);
        }

        _lists = new ulong[checked(_listed * _words)];
        for (int i = 0; i < neurons.Length; i++)
        {
            IReadOnlyList<bool> spikes = neurons[i].Spikes ?? [];
            for (int t = 0; t < spikes.Count; t++)
            {
                _lists[t * _words + i / 64] |= spikes[t] ? 1UL << (i % 64) : 0;
            }

            int period = neurons[i].Rate > 0 ? (int)Math.Min(int.MaxValue, 1 / neurons[i].Rate) : 0;
            if (period > 0 || neurons[i].Poisson > 0)
            {
                others.Add(new Other(i, indices[i], period, neurons[i].Poisson));
            }
        }

        _others = [.. others];
    }

    /// <inheritdoc/>
    public override double Potential(int index) => 0;

    /// <inheritdoc/>
    public override int Step(int timestep, Span<double> inputs, SpikeSink sink)
    {
        int updated = 0;
        int other = 0;
        for (int word = 0; word < _words; word++)
        {
            ulong fired = timestep <= _listed ? _lists[(timestep - 1) * _words + word] : 0;
            for (; other < _others.Length && _others[other].Index / 64 == word; other++)
            {
                Other one = _others[other];
                bool fires = (one.Period > 0 && timestep % one.Period == 0) || one.Poisson > 0 && one.Poisson > _random.Fraction(one.Neuron, timestep);
                fired |= fires ? 1UL << (one.Index % 64) : 0;
            }

            updated += BitOperations.PopCount(fired);
            sink.Take(fired, fired, FirstSlot + word * 64, Math.Min(64, Count - word * 64), Soma);
        }

        return updated;
    }

    readonly record struct Other(int Index, int Neuron, int Period, double Poisson);
}
