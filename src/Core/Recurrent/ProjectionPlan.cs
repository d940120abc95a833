using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A projection in integers: who is connected is drawn by the wiring, weights and delays come from tables of quantiles.</summary>
sealed class ProjectionPlan
{
    readonly int[] _weights;
    readonly ushort[] _delays;

    /// <summary>Plans a projection of a valid description.</summary>
    public ProjectionPlan(NetworkDescription network, int number, ulong seed)
    {
        ProjectionDescription projection = network.Projections[number];
        Source = IndexOf(network, projection.Source);
        Target = IndexOf(network, projection.Target);
        Receptor = projection.Receptor;
        Wiring = new Wiring(projection, network.Populations[Source].Size, network.Populations[Target].Size, seed, number);
        ExponentialSynapseDesign design = network.Design(network.Populations[Target]);
        _weights = Table(projection.Weight, w => Receptor == Receptor.Potential ? design.Jump(w) : design.Weight(w));
        _delays = Table(
            projection.Delay,
            d => (ushort)Math.Clamp(Math.Round(d / network.Timestep, MidpointRounding.AwayFromZero), 1, NetworkDescription.MostDelaySteps));
        if (projection.Plasticity is { } rule)
        {
            Plasticity = network.Plan(rule, projection);
        }

        Number = number;
    }

    /// <summary>Number of the projection.</summary>
    public int Number { get; }

    /// <summary>How its weights change; null: not at all.</summary>
    public PlasticityPlan? Plasticity { get; }

    /// <summary>Number of the source population.</summary>
    public int Source { get; }

    /// <summary>Number of the target population.</summary>
    public int Target { get; }

    /// <summary>What the spikes act on.</summary>
    public Receptor Receptor { get; }

    /// <summary>Draws the synapses.</summary>
    public Wiring Wiring { get; }

    /// <summary>Whether all synapses share a weight and a delay.</summary>
    public bool IsUniform => Plasticity is null && _weights.Length == 1 && _delays.Length == 1;

    /// <summary>Whether each synapse has a weight, or a delay, of its own that stays.</summary>
    public bool IsWeighted => Plasticity is null && !IsUniform;

    /// <summary>The shortest delay, in timesteps.</summary>
    public int ShortestDelay => _delays[0];

    /// <summary>The longest delay, in timesteps.</summary>
    public int LongestDelay => _delays[^1];

    /// <summary>The least weight.</summary>
    public int LeastWeight => _weights[0];

    /// <summary>The largest magnitude of a weight.</summary>
    public int LargestWeight => Plasticity is { } plastic
        ? plastic.Largest << plastic.Shift
        : Math.Max(Math.Abs(_weights[0]), Math.Abs(_weights[^1]));

    /// <summary>The weight of a synapse, in the receptor's units.</summary>
    public int Weight(uint draw) => _weights.Length == 1 ? _weights[0] : _weights[draw & 0xFFFF];

    /// <summary>The delay of a synapse, in timesteps.</summary>
    public int Delay(uint draw) => _delays.Length == 1 ? _delays[0] : _delays[draw >> 16];

    static T[] Table<T>(Distribution distribution, Func<double, T> convert) => distribution is ConstantDistribution constant
        ? [convert(constant.Value)]
        : [.. distribution.ToTable().Select(convert)];

    static int IndexOf(NetworkDescription network, string name)
    {
        for (int p = 0; p < network.Populations.Count; p++)
        {
            if (network.Populations[p].Name == name)
            {
                return p;
            }
        }

        throw new ArgumentException($"there is no population '{name}'", nameof(name));
    }
}
