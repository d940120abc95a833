using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>
/// Reads the attributes of units. YAML and flattened JSON name the same quantities; the JSON adds the unit to the name.
/// </summary>
sealed class UnitReader(string joules, string seconds)
{
    /// <summary>Names as in SANA-FE's YAML.</summary>
    public static readonly UnitReader Yaml = new("", "");

    /// <summary>Names as in <c>neuro-arch/1</c>.</summary>
    public static readonly UnitReader Json = new("_J", "_s");

    public ActionCost Cost(YamlFields fields, string action) =>
        new(fields.Number($"energy_{action}{joules}"), fields.Number($"latency_{action}{seconds}"));

    public HopCosts Hops(YamlFields fields) => new(
        Cost(fields, "north_hop"), Cost(fields, "east_hop"), Cost(fields, "south_hop"), Cost(fields, "west_hop"));

    public SynapseUnit Synapse(UnitName name, YamlFields fields)
    {
        RequireModel(fields, "current_based");
        if (Truth(fields, "update_every_timestep"))
        {
            throw fields.Error("update_every_timestep", "synapses that are updated in every timestep are not modelled; leave it out or write false");
        }

        return new SynapseUnit(name, Cost(fields, "process_spike"));
    }

    public DendriteUnit Dendrite(UnitName name, YamlFields fields)
    {
        string model = RequireModel(fields, "accumulator", "accumulator_with_delay");
        return new DendriteUnit(name, model == "accumulator_with_delay", Cost(fields, "update"), Truth(fields, "update_every_timestep"));
    }

    public SomaUnit Soma(UnitName name, YamlFields fields)
    {
        SomaModel model = RequireModel(fields, "leaky_integrate_fire", "truenorth", "input") switch
        {
            "truenorth" => SomaModel.TrueNorth,
            "input" => SomaModel.Input,
            _ => SomaModel.LeakyIntegrateFire,
        };
        Truth(fields, "update_every_timestep");
        if (fields.Has("noise") && fields.Text("noise") != "none")
        {
            throw fields.Error("noise", "noise from a file is not modelled; leave it out");
        }

        return new SomaUnit(name, model, Cost(fields, "access_neuron"), Cost(fields, "update_neuron"), Cost(fields, "spike_out"));
    }

    /// <summary>Takes fields that choose what is logged: this emulator's traces are chosen on the command line.</summary>
    public static void PassLogging(YamlFields fields)
    {
        Truth(fields, "log_energy");
        Truth(fields, "log_latency");
    }

    public static bool Truth(YamlFields fields, string name)
    {
        if (!fields.Has(name))
        {
            return false;
        }

        return fields.Text(name) switch
        {
            "true" or "True" or "1" => true,
            "false" or "False" or "0" => false,
            string text => throw fields.Error(name, $"'{text}' is neither true nor false"),
        };
    }

    public static int Count(YamlFields fields, string name, int least, int most)
    {
        double value = fields.Number(name);
        return value >= least && value <= most && value == Math.Floor(value)
            ? (int)value
            : throw fields.Error(name, $"a whole number from {least} to {most} is expected");
    }

    static string RequireModel(YamlFields fields, params string[] known)
    {
        if (fields.Has("plugin"))
        {
            throw fields.Error("plugin", "plug-ins are shared objects of SANA-FE and cannot be loaded; use a built-in model");
        }

        string model = fields.Text("model");
        return known.Contains(model, StringComparer.Ordinal)
            ? model
            : throw fields.Error("model", $"'{model}' is not modelled here; known: {string.Join(", ", known)}");
    }
}
