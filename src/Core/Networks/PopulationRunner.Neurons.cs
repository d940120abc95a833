namespace Neuromorphic.Core.Networks;

/// <content>Neurons: who may send when, and when a population has ended.</content>
public sealed unsafe partial class PopulationRunner
{
    /// <summary>Runs all steps of a population of neurons.</summary>
    /// <param name="neurons">The population.</param>
    /// <param name="input">Timesteps in which something may arrive.</param>
    /// <param name="sources">The spikes of a source population.</param>
    /// <returns>The steps that it ran.</returns>
    int RunNeurons(NeuronPopulation neurons, int input, Func<Population, SpikeTrain> sources)
    {
        Spikes.Length = MostSteps;
        Driven.Length = MostSteps;
        switch (neurons.Emission)
        {
            case Emission.WithInput:
                for (int t = 0; t < input; t++)
                {
                    Step(neurons, t, sources);
                }

                return input;
            case Emission.UntilQuiet:
                return RunUntilQuiet(neurons, input, sources);
            case Emission.AtEnd:
                RunSilently(input - 1, sources);
                Step(neurons, input - 1, sources);
                return input;
            default:
                return RunWindow(neurons, input, sources);
        }
    }

    /// <summary>
    /// Goes on after the input until nobody sends. A step without input in which nobody sent changes nothing, so neither will
    /// any later one; it is not counted.
    /// </summary>
    int RunUntilQuiet(NeuronPopulation neurons, int input, Func<Population, SpikeTrain> sources)
    {
        for (int t = 0; t < MostSteps; t++)
        {
            Step(neurons, t, sources);
            if (t >= input - 1 && !Spikes[t].ContainsAnyExcept(0UL))
            {
                return Math.Max(input, t);
            }
        }

        return MostSteps;
    }

    int RunWindow(NeuronPopulation neurons, int input, Func<Population, SpikeTrain> sources)
    {
        int window = ((ConversionPopulation)neurons).HighestCount;
        RunSilently(input, sources);
        for (int t = 0; t < window; t++)
        {
            Step(neurons, input + t, sources, window - t);
        }

        return input + window;
    }

    void RunSilently(int steps, Func<Population, SpikeTrain> sources)
    {
        for (int t = 0; t < steps; t++)
        {
            Accumulate(t, sources);
            Spikes[t].Clear();
        }
    }

    void Step(NeuronPopulation neurons, int t, Func<Population, SpikeTrain> sources, int remaining = 0)
    {
        AccumulateSpikes(t, sources);
        short* payload = Spikes.PayloadAddress(t);
        neurons.Step(_kernels, new StepAddresses
        {
            Potential = _potential.Address,
            Count = _count.Address,
            Current = _current.Address,
            Bias = BiasAfter(t),
            Payload = payload == null ? _noPayload.Address : payload,
            Spikes = Spikes.Address(t),
            Driven = Driven.Address(t),
            Remaining = remaining,
        });
        Hook?.Stepped(_population, t, Potentials, Spikes[t]);
    }
}
