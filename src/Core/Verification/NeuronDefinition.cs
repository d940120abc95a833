using Neuromorphic.Core.Networks;

namespace Neuromorphic.Core.Verification;

/// <summary>
/// What a neuron must send, from the definition of its model in 64 bits: binary integrate-and-fire, and all neurons of
/// conversion. Keeps the net counts of a population during a replay.
/// </summary>
sealed class NeuronDefinition
{
    readonly NeuronPopulation _population;
    readonly int _steps;
    readonly long[] _counts;

    /// <summary>The definition of a population.</summary>
    /// <param name="population">The population.</param>
    /// <param name="steps">The timesteps that it ran.</param>
    public NeuronDefinition(NeuronPopulation population, int steps)
    {
        _population = population;
        _steps = steps;
        _counts = new long[population.Count];
    }

    /// <summary>Whether a spike takes its thresholds off the potential.</summary>
    public static bool Resets(Population population) => population is NeuronPopulation and not ConversionPopulation { Levels: not null };

    /// <summary>What a neuron must send in a timestep; to be asked once per neuron and timestep, in order.</summary>
    /// <param name="neuron">The neuron.</param>
    /// <param name="potential">Its potential with this step's input, before any reset.</param>
    /// <param name="timestep">From 0.</param>
    public long Sends(int neuron, long potential, int timestep)
    {
        long sent = _population switch
        {
            ConversionPopulation { Levels: not null } levels => FromLevel(levels, neuron, potential, timestep),
            ConversionPopulation thresholds => FromThresholds(thresholds, neuron, potential),
            _ => potential >= _population.Parameters.Threshold[neuron] ? 1 : 0,
        };
        _counts[neuron] += sent;
        return sent;
    }

    /// <summary>As many thresholds as it holds, within what one spike and the net count can be.</summary>
    long FromThresholds(ConversionPopulation neurons, int neuron, long v)
    {
        long theta = neurons.Parameters.Threshold[neuron];
        if (theta == NeuronParameters.NeverFires)
        {
            return 0;
        }

        long most = neurons.Code.Largest;
        return v >= 0
            ? Math.Min(Math.Min(v / theta, most), neurons.HighestCount - _counts[neuron])
            : -Math.Min(Math.Min((-v + theta - 1) / theta, most), _counts[neuron]);
    }

    long FromLevel(ConversionPopulation neurons, int neuron, long z, int timestep)
    {
        long level = neurons.Levels!.LevelOf(neuron, checked((int)z));
        switch (neurons.Emission)
        {
            case Emission.UntilQuiet:
                long change = level - _counts[neuron];
                return neurons.Code.Kind == SpikeKind.Ternary ? Math.Sign(change) : change;
            case Emission.AtEnd:
                return timestep == _steps - 1 ? level : 0;
            default:
                long remaining = _steps - timestep;
                return remaining <= neurons.HighestCount && level >= remaining && _counts[neuron] == 0 ? 1 : 0;
        }
    }
}
