using Neuromorphic.Core.Networks;

namespace Neuromorphic.Emulator.Traces;

/// <summary>Keeps the potentials of all populations after each of their timesteps.</summary>
sealed class PotentialRecorder : StepHook
{
    readonly Dictionary<(Population Population, int Timestep), int[]> _potentials = [];

    /// <inheritdoc/>
    public override void Stepped(Population population, int t, ReadOnlySpan<int> potentials, Span<ulong> spikes) =>
        _potentials[(population, t)] = potentials.ToArray();

    /// <summary>The potentials after a timestep of the population's own time; none where it did not run.</summary>
    public int[] Of(Population population, int t) => _potentials.GetValueOrDefault((population, t), []);
}
