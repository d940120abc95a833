using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Emulator.Activity;

/// <summary>Recurrent cells whose operations NeuroBench counts as a whole.</summary>
public enum RecurrentCell
{
    /// <summary>A simple recurrent cell: one matrix for the input and one for the state.</summary>
    Simple,

    /// <summary>Long short-term memory: four gates, three products per unit.</summary>
    LongShortTerm,

    /// <summary>Gated recurrent unit: three gates, three products per unit.</summary>
    Gated,
}

/// <summary>Spiking neurons whose operations per update NeuroBench lists.</summary>
public enum NeuroBenchNeuron
{
    /// <summary>Leaky integrate-and-fire.</summary>
    Leaky,

    /// <summary>With a synaptic current.</summary>
    Synaptic,

    /// <summary>Lapicque's.</summary>
    Lapicque,

    /// <summary>With an alpha-shaped current.</summary>
    Alpha,
}

/// <summary>
/// NeuroBench's metrics of one call of a layer, as its code computes them (neurobench/metrics, May 2026): inputs and weights
/// become 0 or 1, biases 0, the outputs are summed.
/// </summary>
public static class NeuroBenchDefinitions
{
    /// <summary>Operations with neither factor zero: Σ over inputs that are not zero of their synapses with a weight.</summary>
    /// <param name="synapses">The layer.</param>
    /// <param name="input">One value per input of the layer.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public static long EffectiveOperations(SynapseGroup synapses, ReadOnlySpan<double> input)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        ReadOnlySpan<int> fanOut = synapses.FanOut;
        if (input.Length != fanOut.Length)
        {
            throw new ArgumentException($"the layer takes {fanOut.Length} values, not {input.Length}", nameof(input));
        }

        long operations = 0;
        for (int i = 0; i < input.Length; i++)
        {
            operations += input[i] != 0 ? fanOut[i] : 0;
        }

        return operations;
    }

    /// <summary>Operations if no factor were zero. Padding is no input.</summary>
    public static long DenseOperations(SynapseGroup synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        return synapses.Connections;
    }

    /// <summary>
    /// Whether NeuroBench's code calls the operations accumulates: every input is −1, 0 or 1. An analog input that happens to
    /// be so is mistaken for spikes, which this project's own counts never do.
    /// </summary>
    public static bool AreAccumulates(ReadOnlySpan<double> input)
    {
        foreach (double value in input)
        {
            if (value is not (-1 or 0 or 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Operations of a recurrent cell when no factor is zero: gates × units × (inputs + units), and products of gates.</summary>
    /// <param name="cell">The kind.</param>
    /// <param name="inputs">Inputs, at least 1.</param>
    /// <param name="units">Units, at least 1.</param>
    public static long DenseOperations(RecurrentCell cell, int inputs, int units)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        (long gates, long products) = cell switch
        {
            RecurrentCell.LongShortTerm => (4, 3),
            RecurrentCell.Gated => (3, 3),
            _ => (1L, 0L),
        };
        return (gates * units * ((long)inputs + units)) + (products * units);
    }

    /// <summary>Operations that NeuroBench counts per membrane update.</summary>
    /// <param name="neuron">The kind.</param>
    /// <param name="resetsToZero">Reset to zero; else by subtraction.</param>
    public static int OperationsPerUpdate(NeuroBenchNeuron neuron, bool resetsToZero) => neuron switch
    {
        NeuroBenchNeuron.Leaky => 4,
        NeuroBenchNeuron.Synaptic => resetsToZero ? 8 : 6,
        NeuroBenchNeuron.Lapicque => 11,
        _ => resetsToZero ? 24 : 18,
    };

    /// <summary>
    /// Membrane updates: all neurons in the first step, then those whose potential changed.
    /// </summary>
    /// <param name="potentials">Potentials [step][neuron] after each step.</param>
    public static long MembraneUpdates(IReadOnlyList<IReadOnlyList<double>> potentials)
    {
        ArgumentNullException.ThrowIfNull(potentials);
        long updates = potentials.Count > 0 ? potentials[0].Count : 0;
        for (int step = 1; step < potentials.Count; step++)
        {
            for (int neuron = 0; neuron < potentials[step].Count; neuron++)
            {
                updates += potentials[step][neuron] != potentials[step - 1][neuron] ? 1 : 0;
            }
        }

        return updates;
    }

    /// <summary>Share of values that are zero; 0 for none. A graded spike is one value that is not zero.</summary>
    public static double Sparsity(long zeros, long values) => values > 0 ? (double)zeros / values : 0;

    /// <summary>Bytes of parameters and buffers, at the size that each is stored in.</summary>
    /// <param name="elements">Number of elements and bytes of each.</param>
    public static long Footprint(IEnumerable<(long Count, int Bytes)> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return elements.Sum(element => element.Count * element.Bytes);
    }
}
