namespace Neuromorphic.Core.Networks;

/// <summary>
/// How many timesteps of its own a population runs at most, when biases act in the first T and every population waits for
/// its sources. Populations of binary neurons alone run T.
/// </summary>
/// <remarks>
/// Let the input of a population last q steps: q = max(T, the longest of its sources).
/// <list type="bullet">
/// <item>Neurons that send with their input, pools and read-outs end with it: q.</item>
/// <item>Count-coded neurons send in step q − 1: q. Timed ones send in a window after it: q + the highest level.</item>
/// <item>
/// Neurons that run until quiet: from step q − 1 on the input of a neuron is fixed, and with it the net count that it moves
/// to, by at least one and at most p per step, never past it; two net counts differ by at most their range R. The last
/// step in which it sends is at most q − 1 + (⌈R/p⌉ − 1), so it runs q + ⌈R/p⌉ − 1 steps.
/// </item>
/// <item>
/// Signed neurons that nothing but the network's input reaches, with 0 ≤ v₀ &lt; Θ: their current I is constant. If I ≥ 0,
/// S(t) = min(t, ⌊(v₀ + tI)/Θ⌋, Smax), which is final after max(T, Smax) steps; if I &lt; 0 nothing is ever sent.
/// </item>
/// </list>
/// With Smax = T signed populations of depth d so run at most T + (d − 1)(T − 1) ≤ T · d steps.
/// </remarks>
public static class RunLength
{
    /// <summary>The most timesteps that a population runs.</summary>
    /// <param name="population">Any population; the input runs T.</param>
    /// <param name="timesteps">T, at least 1.</param>
    /// <exception cref="OverflowException">It exceeds 32 bits.</exception>
    public static int MostSteps(Population population, int timesteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timesteps, 1);
        return MostSteps(population, timesteps, []);
    }

    static int MostSteps(Population population, int timesteps, Dictionary<Population, int> known)
    {
        if (known.TryGetValue(population, out int steps))
        {
            return steps;
        }

        int input = timesteps;
        foreach (Projection projection in population.Projections)
        {
            input = Math.Max(input, MostSteps(projection.Source, timesteps, known));
        }

        steps = population is ConversionPopulation neurons ? MostSteps(neurons, timesteps, input) : input;
        known.Add(population, steps);
        return steps;
    }

    static int MostSteps(ConversionPopulation neurons, int timesteps, int input)
    {
        if (neurons.Emission == Emission.InWindow)
        {
            return checked(input + neurons.HighestCount);
        }

        if (neurons.Emission != Emission.UntilQuiet)
        {
            return input;
        }

        if (neurons.Code == SpikeCode.Ternary && neurons.Levels is null && SeesConstantCurrent(neurons))
        {
            return Math.Max(timesteps, neurons.HighestCount);
        }

        int range = neurons.HighestCount - neurons.LowestCount;
        int moves = (range + neurons.Code.Largest - 1) / neurons.Code.Largest;
        return checked(input + Math.Max(0, moves - 1));
    }

    static bool SeesConstantCurrent(ConversionPopulation neurons)
    {
        bool constant = neurons.Projections.All(projection => !projection.Source.Spikes);
        ReadOnlySpan<int> start = neurons.Parameters.InitialPotential;
        ReadOnlySpan<int> threshold = neurons.Parameters.Threshold;
        for (int i = 0; constant && i < start.Length; i++)
        {
            constant = (start[i] >= 0 && start[i] < threshold[i]) || threshold[i] == NeuronParameters.NeverFires;
        }

        return constant;
    }
}
