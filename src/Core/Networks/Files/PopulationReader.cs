using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>Reads populations.</summary>
/// <param name="cursor">Where they stand.</param>
sealed class PopulationReader(FileCursor cursor)
{
    /// <summary>The largest integer of an input, either sign.</summary>
    const int MostInput = ushort.MaxValue;

    /// <summary>Reads the next population.</summary>
    /// <param name="known">The populations before it.</param>
    /// <param name="last">Whether it is the last.</param>
    public Population Read(IReadOnlyList<Population> known, bool last)
    {
        cursor.Part = $"population {known.Count}";
        var kind = (PopulationKind)cursor.Byte("kind of the population");
        string name = cursor.Text("name");
        cursor.Part = $"population {known.Count} ('{name}')";
        cursor.Require(Enum.IsDefined(kind), $"there is no kind {(byte)kind} of populations");
        cursor.Require(kind == PopulationKind.Input == (known.Count == 0), "the input stands first, and only there");
        cursor.Require(kind == PopulationKind.Readout == last, "the read-out stands last, and only there");
        Shape shape = cursor.Shape("population");
        if (kind == PopulationKind.Input)
        {
            int minimum = cursor.Whole("smallest input", -MostInput, MostInput);
            int maximum = cursor.Whole("largest input", minimum, MostInput);
            return new InputPopulation(name, shape, cursor.Positive("step of the input"), minimum, maximum);
        }

        var projections = new List<Projection>();
        try
        {
            int count = cursor.Whole("number of projections", 1, kind == PopulationKind.MaxPool ? 1 : cursor.Left);
            for (int k = 0; k < count; k++)
            {
                projections.Add(Projection(known, kind));
            }

            return kind switch
            {
                PopulationKind.MaxPool => new MaxPoolPopulation(
                    name, projections[0].Source, (WindowSynapses)projections[0].Synapses, cursor.Amplitudes(shape.Count)),
                PopulationKind.Readout => new ReadoutPopulation(
                    name, shape, projections, cursor.Wholes("biases", shape.Count), cursor.Wholes("start values", shape.Count), cursor.Positive("step of the read-out")),
                _ => Neurons(kind, name, shape, projections),
            };
        }
        catch
        {
            foreach (Projection projection in projections)
            {
                projection.Synapses.Dispose();
            }

            throw;
        }
    }

    Projection Projection(IReadOnlyList<Population> known, PopulationKind kind)
    {
        Population source = known[cursor.Whole("source of a projection", 0, known.Count - 1)];
        SynapseGroup synapses = SynapseReader.Read(cursor);
        cursor.Require(synapses is WindowSynapses == (kind == PopulationKind.MaxPool), "windows lead to pools, and to nothing else");
        cursor.Require(kind != PopulationKind.MaxPool || source.Spikes, "it pools a population that sends no spikes");
        return new Projection(source, synapses);
    }

    NeuronPopulation Neurons(PopulationKind kind, string name, Shape shape, IReadOnlyList<Projection> projections)
    {
        int count = shape.Count;
        double[] amplitude = cursor.Amplitudes(count);
        int[] bias = cursor.Wholes("biases", count);
        int[] start = cursor.Wholes("start values", count);
        if (kind is PopulationKind.IntegrateAndFire or PopulationKind.Signed or PopulationKind.MultiThreshold)
        {
            int[] threshold = cursor.Wholes("thresholds", count, 1);
            if (kind == PopulationKind.IntegrateAndFire)
            {
                return new NeuronPopulation<IntegrateAndFire>(
                    name, shape, projections, default, new NeuronParameters(threshold, bias, start), amplitude);
            }

            int limit = cursor.Whole("largest net count", 1, LevelTable.MostLevels);
            byte quiet = cursor.Byte("end of the run");
            cursor.Require(quiet <= 1, $"the end of its run is {quiet}, not 0 or 1");
            int bits = kind == PopulationKind.Signed ? 1 : cursor.Whole("bits of the payload", 2, MultiThreshold.MostBits);
            var parameters = new NeuronParameters(threshold, bias, start);
            return bits == 1
                ? ConversionPopulation.SignedIntegrateAndFire(name, shape, projections, parameters, limit, amplitude, quiet == 1)
                : ConversionPopulation.MultiThreshold(name, shape, projections, parameters, bits, limit, amplitude, quiet == 1);
        }

        LevelTables levels = Levels(count);
        return kind switch
        {
            PopulationKind.CountCoded => ConversionPopulation.CountCoded(name, shape, projections, bias, start, levels, amplitude),
            PopulationKind.Timed => ConversionPopulation.TimeToFirstSpike(name, shape, projections, bias, start, levels, amplitude),
            _ => ConversionPopulation.Settling(name, shape, projections, bias, start, levels, amplitude, kind == PopulationKind.SettlingAtOnce),
        };
    }

    LevelTables Levels(int neurons)
    {
        int count = cursor.Whole("number of level tables", 1, cursor.Left);
        var tables = new List<LevelTable>();
        for (int k = 0; k < count; k++)
        {
            int steps = cursor.Whole("steps of a level table", 0, LevelTable.MostCells);
            int[] at = cursor.Wholes("steps of a level table", steps);
            tables.Add(LevelTable.Staircase(at, cursor.Wholes("levels of a table", steps + 1, -LevelTable.MostLevels, LevelTable.MostLevels)));
            cursor.Unfold(tables[^1].Cells);
        }

        return new LevelTables(tables, cursor.Wholes("tables of the neurons", neurons, 0, count - 1));
    }
}
