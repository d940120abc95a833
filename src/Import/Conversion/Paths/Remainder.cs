using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>
/// What synapses of signed bytes leave over of larger integer weights: a weight beyond ±127 gets a second synapse with the
/// rest, as on chips whose synapses have eight bits.
/// </summary>
static class Remainder
{
    /// <summary>The largest weight that a synapse stores.</summary>
    public const int Stored = sbyte.MaxValue;

    /// <summary>The most second synapses of a projection; each takes five bytes.</summary>
    public const int MostSynapses = 1 << 26;

    /// <summary>The second synapses; null where there are none.</summary>
    /// <param name="map">The weights.</param>
    /// <param name="amplitude">Real amplitude of one spike (or input unit) per source neuron.</param>
    /// <param name="step">The real value of one integer unit, per target channel.</param>
    /// <param name="limit">Largest magnitude of an integer weight, at most twice what a synapse stores.</param>
    /// <param name="refusal">What to throw where there are more than <see cref="MostSynapses"/>.</param>
    public static SparseSynapses? Of(LinearMap map, double[] amplitude, double[] step, int limit, Func<Exception> refusal)
    {
        int[] start = new int[map.Source.Count + 1];
        var targets = new List<int>();
        var weights = new List<sbyte>();
        for (int j = 0; j < map.Source.Count; j++)
        {
            map.VisitSynapses(j, (target, weight) =>
            {
                double whole = Math.Clamp(Math.Round(weight * amplitude[j] / step[target % step.Length], MidpointRounding.ToEven), -limit, limit);
                int rest = (int)whole - Math.Clamp((int)whole, -Stored, Stored);
                if (rest != 0)
                {
                    targets.Add(target);
                    weights.Add(checked((sbyte)rest));
                }
            });
            start[j + 1] = targets.Count;
            if (targets.Count > MostSynapses)
            {
                throw refusal();
            }
        }

        return targets.Count == 0 ? null : new SparseSynapses(map.Source, map.Target, start, [.. targets], [.. weights]);
    }
}
