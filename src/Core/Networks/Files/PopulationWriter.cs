using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>Writes populations, each with the synapses that reach it.</summary>
/// <param name="writer">Where they go.</param>
sealed class PopulationWriter(FieldWriter writer)
{
    readonly SynapseWriter _synapses = new(writer);

    /// <summary>Writes a population.</summary>
    /// <param name="population">The population.</param>
    /// <param name="indexOf">The populations before it.</param>
    public void Write(Population population, IReadOnlyDictionary<Population, int> indexOf)
    {
        PopulationKind kind = KindOf(population);
        writer.Byte((byte)kind);
        writer.Text(population.Name);
        writer.Shape(population.Shape);
        if (population is InputPopulation input)
        {
            writer.Whole(input.Minimum);
            writer.Whole(input.Maximum);
            writer.Real(input.Step);
            return;
        }

        writer.Whole(population.Projections.Count);
        foreach (Projection projection in population.Projections)
        {
            writer.Whole(indexOf[projection.Source]);
            _synapses.Write(projection.Synapses);
        }

        switch (population)
        {
            case MaxPoolPopulation pool:
                writer.Reals(pool.Amplitude);
                break;
            case ReadoutPopulation readout:
                writer.Wholes(readout.Parameters.Bias);
                writer.Wholes(readout.Parameters.InitialPotential);
                writer.Real(readout.Step);
                break;
            case NeuronPopulation neurons:
                Neurons(kind, neurons);
                break;
        }
    }

    static PopulationKind KindOf(Population population) => population switch
    {
        InputPopulation => PopulationKind.Input,
        ReadoutPopulation => PopulationKind.Readout,
        MaxPoolPopulation => PopulationKind.MaxPool,
        NeuronPopulation<IntegrateAndFire> => PopulationKind.IntegrateAndFire,
        ThresholdPopulation<SignedIntegrateAndFire> => PopulationKind.Signed,
        ThresholdPopulation<MultiThreshold> => PopulationKind.MultiThreshold,
        LevelPopulation<Settling> settling => settling.Code.Kind == SpikeKind.Graded ? PopulationKind.SettlingAtOnce : PopulationKind.SettlingStepByStep,
        LevelPopulation<CountCoded> => PopulationKind.CountCoded,
        LevelPopulation<TimeToFirstSpike> => PopulationKind.Timed,
        _ => throw new ArgumentException($"'{population.Name}' is of a kind that files do not have", nameof(population)),
    };

    void Neurons(PopulationKind kind, NeuronPopulation neurons)
    {
        writer.Reals(neurons.Amplitude);
        writer.Wholes(neurons.Parameters.Bias);
        writer.Wholes(neurons.Parameters.InitialPotential);
        if (neurons is ConversionPopulation { Levels: { } levels })
        {
            writer.Whole(levels.TableCount);
            for (int k = 0; k < levels.TableCount; k++)
            {
                (int[] steps, int[] values) = levels.Staircase(k);
                writer.Whole(steps.Length);
                writer.Wholes(steps);
                writer.Wholes(values);
            }

            writer.Wholes(levels.TableOfNeuron);
            return;
        }

        writer.Wholes(neurons.Parameters.Threshold);
        if (neurons is ConversionPopulation counting)
        {
            writer.Whole(counting.HighestCount);
            writer.Byte(counting.Emission == Emission.UntilQuiet ? (byte)1 : (byte)0);
            if (kind == PopulationKind.MultiThreshold)
            {
                writer.Whole(counting.Code.Bits);
            }
        }
    }
}
