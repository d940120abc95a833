using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Recurrent;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.NetworkFiles;

/// <summary>
/// Reads the description of a recurrent network from YAML or JSON (which is YAML too), schema
/// <c>neuromorphic.network/1</c>; docs/recurrent.md lists the fields.
/// </summary>
public static class RecurrentNetworkFile
{
    /// <summary>The schema that is read.</summary>
    public const string Schema = "neuromorphic.network/1";

    const long MaxBytes = 256 << 20;

    /// <summary>Whether a file names the schema near its start.</summary>
    /// <param name="path">The file.</param>
    public static bool Matches(string path)
    {
        const int Head = 4096;
        try
        {
            using var reader = new StreamReader(path);
            char[] head = new char[Head];
            int count = reader.ReadBlock(head);
            return new string(head, 0, count).Contains(Schema, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The network of a file, checked.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ChipException">The file cannot be read or used; the message names line and field.</exception>
    public static NetworkDescription Load(string path)
    {
        string text;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new ChipException(path, 1, "", $"the file is larger than {MaxBytes >> 20} MiB");
            }

            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChipException(path, 1, "", $"the file cannot be read: {e.Message}");
        }

        return Read(path, text);
    }

    /// <summary>The network of a text, checked.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ChipException">The text cannot be used; the message names line and field.</exception>
    public static NetworkDescription Read(string file, string text)
    {
        var root = new YamlFields(file, "", YamlTree.Read(file, text, YamlLimits.Network));
        string schema = root.Text("schema");
        if (schema != Schema)
        {
            throw root.Error("schema", $"'{schema}' is not read; write '{Schema}'");
        }

        double timestep = root.Has("timestepMs") ? root.Number("timestepMs") : 0.1;
        var network = new NetworkDescription
        {
            Name = root.Text("name"),
            Timestep = timestep,
            Populations = [.. root.Mappings("populations").Select(fields => Population(fields, timestep))],
            Projections = root.Has("projections") ? [.. root.Mappings("projections").Select(Projection)] : [],
        };
        root.Finish();
        try
        {
            network.Validate();
        }
        catch (NetworkDescriptionException e)
        {
            throw new ChipException(file, root.LineOf(e.Field), e.Field, e.Problem);
        }

        return network;
    }

    static PopulationDescription Population(YamlFields fields, double timestep)
    {
        var population = new PopulationDescription
        {
            Name = fields.Text("name"),
            Size = fields.Whole("size"),
            Neuron = Neuron(fields.Mapping("neuron"), timestep),
            InitialPotential = fields.Has("initialPotentialMv") ? Distribution(fields, "initialPotentialMv") : null,
            Drive = fields.Has("drive") ? Drive(fields.Mapping("drive")) : null,
        };
        fields.Finish();
        return population;
    }

    static PhysicalNeuron Neuron(YamlFields fields, double timestep)
    {
        var neuron = new PhysicalNeuron
        {
            MembraneTimeConstant = fields.Number("membraneTimeConstantMs"),
            Capacitance = fields.Number("capacitancePf"),
            ExcitatoryTimeConstant = Optional("excitatoryTimeConstantMs"),
            InhibitoryTimeConstant = Optional("inhibitoryTimeConstantMs"),
            HasDeltaSynapses = fields.Has("deltaSynapses") && fields.Truth("deltaSynapses"),
            RestingPotential = fields.Real("restingPotentialMv"),
            Threshold = fields.Real("thresholdMv"),
            Reset = fields.Real("resetMv"),
            RefractoryPeriod = Optional("refractoryPeriodMs") ?? 0,
            InputCurrent = fields.Has("inputCurrentPa") ? fields.Real("inputCurrentPa") : 0,
            Timestep = timestep,
        };
        if (Optional("potentialSpanMv") is double potentialSpan)
        {
            neuron = neuron with { PotentialSpan = potentialSpan };
        }

        if (Optional("currentSpanPa") is double currentSpan)
        {
            neuron = neuron with { CurrentSpan = currentSpan };
        }

        fields.Finish();
        return neuron;

        double? Optional(string name) => fields.Has(name) ? fields.Number(name) : null;
    }

    static PoissonDrive Drive(YamlFields fields)
    {
        var drive = new PoissonDrive(fields.Number("rateHz"), fields.Real("weight"), ReceptorOf(fields));
        fields.Finish();
        return drive;
    }

    static ProjectionDescription Projection(YamlFields fields)
    {
        var projection = new ProjectionDescription
        {
            Source = fields.Text("source"),
            Target = fields.Text("target"),
            Rule = Rule(fields.Mapping("rule")),
            Weight = Distribution(fields, "weight"),
            Delay = Distribution(fields, "delayMs"),
            Receptor = ReceptorOf(fields),
            Autapses = !fields.Has("autapses") || fields.Truth("autapses"),
            Plasticity = fields.Has("plasticity") ? Plasticity(fields.Mapping("plasticity")) : null,
        };
        fields.Finish();
        return projection;
    }

    static PairPlasticity Plasticity(YamlFields fields)
    {
        var rule = new PairPlasticity
        {
            Potentiation = fields.Number("potentiation"),
            Depression = fields.Number("depression"),
            PotentiationTimeConstant = fields.Number("potentiationTimeConstantMs"),
            DepressionTimeConstant = fields.Number("depressionTimeConstantMs"),
            LargestWeight = fields.Number("largestWeight"),
        };
        fields.Finish();
        return rule;
    }

    static Receptor ReceptorOf(YamlFields fields) =>
        fields.Has("receptor") ? fields.Choice<Receptor>("receptor") : Receptor.Excitatory;

    static ConnectionRule Rule(YamlFields fields)
    {
        string kind = fields.Text("kind");
        ConnectionRule rule = kind switch
        {
            "allToAll" => new AllToAll(),
            "oneToOne" => new OneToOne(),
            "fixedProbability" => new FixedProbability(fields.Number("probability")),
            "fixedInDegree" => new FixedInDegree(fields.Whole("synapses"), !fields.Has("multapses") || fields.Truth("multapses")),
            "fixedTotalNumber" => new FixedTotalNumber(fields.WholeLong("synapses")),
            "explicit" => new ExplicitPairs([.. fields.Items("pairs").Select(pair => Pair(fields, pair))]),
            _ => throw fields.Error("kind", $"'{kind}' is not one of allToAll, oneToOne, fixedProbability, fixedInDegree, fixedTotalNumber, explicit"),
        };
        fields.Finish();
        return rule;
    }

    static (int Source, int Target) Pair(YamlFields fields, YamlNode node) =>
        node is YamlSequence { Items: [YamlScalar source, YamlScalar target] }
        && int.TryParse(source.Value, System.Globalization.CultureInfo.InvariantCulture, out int from)
        && int.TryParse(target.Value, System.Globalization.CultureInfo.InvariantCulture, out int to)
            ? (from, to)
            : throw fields.Error("pairs", $"line {node.Line}: a pair is [source, target], two whole numbers");

    static Distribution Distribution(YamlFields fields, string name)
    {
        if (fields.Kind(name) != "mapping")
        {
            return new ConstantDistribution(fields.Real(name));
        }

        YamlFields inner = fields.Mapping(name);
        Distribution distribution = inner.Has("mean")
            ? new NormalDistribution(
                inner.Real("mean"),
                inner.Number("deviation"),
                inner.Has("low") ? inner.Real("low") : double.NegativeInfinity,
                inner.Has("high") ? inner.Real("high") : double.PositiveInfinity,
                inner.Has("clip") && inner.Truth("clip"))
            : new UniformDistribution(inner.Real("low"), inner.Real("high"));
        inner.Finish();
        return distribution;
    }
}
