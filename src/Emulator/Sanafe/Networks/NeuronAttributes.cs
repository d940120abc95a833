using System.Globalization;
using System.Numerics;
using Neuromorphic.Emulator.Sanafe.Architectures;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>Reads the attributes of neurons by name.</summary>
static class NeuronAttributes
{
    delegate string? Setter(NeuronSettings settings, YamlNode value);

    static readonly Dictionary<string, Setter> Setters = new(StringComparer.Ordinal)
    {
        ["threshold"] = Real((s, v) => s.Threshold = v),
        ["reset"] = Real((s, v) => s.Reset = v),
        ["reverse_threshold"] = Real((s, v) => s.ReverseThreshold = v),
        ["reverse_reset"] = Real((s, v) => s.ReverseReset = v),
        ["bias"] = Real((s, v) => s.Bias = v),
        ["potential"] = Real((s, v) => s.Potential = v),
        ["reset_mode"] = Mode((s, v) => s.ResetMode = v),
        ["reverse_reset_mode"] = Mode((s, v) => s.ReverseResetMode = v),
        ["force_update"] = Truth((s, v) => s.ForceUpdate = v),
        ["force_update_every_timestep"] = Truth((s, v) => s.ForceUpdate = v),
        ["leak_decay"] = Real((s, v) => s.LeakDecay = v),
        ["input_decay"] = Real((s, v) => s.InputDecay = v),
        ["refractory_delay"] = Whole((s, v) => s.RefractoryDelay = v, 0, int.MaxValue),
        ["leak"] = Real((s, v) => s.Leak = v),
        ["leak_towards_zero"] = Truth((s, v) => s.LeakTowardsZero = v),
        ["random_mask"] = Whole((s, v) => s.RandomMask = v, 0, int.MaxValue),
        ["spikes"] = Spikes,
        ["poisson"] = Real((s, v) => s.Poisson = v, 0, 1),
        ["rate"] = Real((s, v) => s.Rate = v, 0, 1),
        ["soma_hw_name"] = Text((s, v) => s.SomaUnit = v),
        ["synapse_hw_name"] = Text((s, v) => s.SynapseUnit = v),
        ["default_synapse_hw_name"] = Text((s, v) => s.SynapseUnit = v),
        ["dendrite_hw_name"] = Text((s, v) => s.DendriteUnit = v),

        // What is logged is chosen on the command line; the number of connections is counted.
        ["log_spikes"] = Truth((_, _) => { }),
        ["log_potential"] = Truth((_, _) => { }),
        ["log_v"] = Truth((_, _) => { }),
        ["log_u"] = Truth((_, _) => { }),
        ["connections_out"] = Whole((_, _) => { }, 0, int.MaxValue),
    };

    static readonly string[] Units = ["soma_hw_name", "synapse_hw_name", "default_synapse_hw_name", "dendrite_hw_name"];
    static readonly string[] Logging = ["log_spikes", "log_potential", "log_v", "log_u", "connections_out"];
    static readonly string[] Common =
    [
        "threshold", "reset", "reset_mode", "reverse_threshold", "reverse_reset", "reverse_reset_mode", "bias", "potential",
        "force_update", "force_update_every_timestep",
    ];

    static readonly string[] Order = [.. Setters.Keys];

    static readonly Dictionary<string, ulong> Bits = Order.Index().ToDictionary(entry => entry.Item, entry => 1UL << entry.Index, StringComparer.Ordinal);

    /// <summary>Attributes that a leaky integrate-and-fire neuron takes.</summary>
    public static IReadOnlyList<string> OfLeakyIntegrateFire { get; } = [.. Units, .. Logging, .. Common, "leak_decay", "input_decay", "refractory_delay"];

    /// <summary>Attributes that a TrueNorth neuron takes.</summary>
    public static IReadOnlyList<string> OfTrueNorth { get; } = [.. Units, .. Logging, .. Common, "leak", "leak_towards_zero", "random_mask"];

    /// <summary>Attributes that an input takes.</summary>
    public static IReadOnlyList<string> OfInput { get; } = [.. Units, .. Logging, "spikes", "poisson", "rate"];

    static readonly ulong[] Taken = [.. Enum.GetValues<SomaModel>().Select(model => Of(model).Aggregate(0UL, (mask, name) => mask | Bits[name]))];

    /// <summary>Names of all attributes.</summary>
    public static IEnumerable<string> Names => Setters.Keys;

    /// <summary>The attributes that neurons of a model take.</summary>
    public static IReadOnlyList<string> Of(SomaModel model) => model switch
    {
        SomaModel.LeakyIntegrateFire => OfLeakyIntegrateFire,
        SomaModel.TrueNorth => OfTrueNorth,
        _ => OfInput,
    };

    /// <summary>The same as bits of <see cref="NeuronSettings.Given"/>.</summary>
    public static ulong TakenBy(SomaModel model) => Taken[(int)model];

    /// <summary>The first attribute among those given.</summary>
    public static string First(ulong given) => Order[BitOperations.TrailingZeroCount(given)];

    /// <summary>Sets an attribute.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public static string? Set(NeuronSettings settings, string name, YamlNode value)
    {
        if (!Setters.TryGetValue(name, out Setter? setter))
        {
            return $"unknown attribute of a neuron; known: {string.Join(", ", Names)}";
        }

        settings.Given |= Bits[name];
        return setter(settings, value);
    }

    /// <summary>A finite number.</summary>
    public static bool TryReal(YamlNode node, out double value)
    {
        value = 0;
        return node is YamlScalar { Plain: true } scalar
            && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    static Setter Real(Action<NeuronSettings, double> set, double least = double.MinValue, double most = double.MaxValue) => (settings, node) =>
    {
        if (!TryReal(node, out double value) || value < least || value > most)
        {
            return least == double.MinValue ? "a number is expected" : string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} is expected");
        }

        set(settings, value);
        return null;
    };

    static Setter Whole(Action<NeuronSettings, int> set, int least, int most) => (settings, node) =>
    {
        if (!TryReal(node, out double value) || value < least || value > most || value != Math.Floor(value))
        {
            return $"a whole number from {least} to {most} is expected";
        }

        set(settings, (int)value);
        return null;
    };

    static Setter Truth(Action<NeuronSettings, bool> set) => (settings, node) =>
    {
        if (!TryTruth(node, out bool value))
        {
            return "true or false is expected";
        }

        set(settings, value);
        return null;
    };

    static Setter Mode(Action<NeuronSettings, ResetMode> set) => (settings, node) =>
    {
        ResetMode? mode = (node as YamlScalar)?.Value switch
        {
            "none" => ResetMode.None,
            "soft" => ResetMode.Soft,
            "hard" => ResetMode.Hard,
            "saturate" => ResetMode.Saturate,
            _ => null,
        };
        if (mode is null)
        {
            return "one of none, soft, hard, saturate is expected";
        }

        set(settings, mode.Value);
        return null;
    };

    static Setter Text(Action<NeuronSettings, string> set) => (settings, node) =>
    {
        if (node is not YamlScalar { Value.Length: > 0 } scalar)
        {
            return "the name of a unit is expected";
        }

        set(settings, scalar.Value);
        return null;
    };

    static string? Spikes(NeuronSettings settings, YamlNode node)
    {
        if (node is not YamlSequence sequence)
        {
            return "a list of 0 and 1 is expected, one entry per timestep";
        }

        var spikes = new List<bool>(sequence.Items.Count);
        foreach (YamlNode item in sequence.Items)
        {
            if (!TryTruth(item, out bool value))
            {
                return $"entry {spikes.Count} is neither 0 nor 1";
            }

            spikes.Add(value);
        }

        settings.Spikes = spikes;
        return null;
    }

    static bool TryTruth(YamlNode node, out bool value)
    {
        string? text = (node as YamlScalar)?.Value;
        value = text is "1" or "true" or "True" or "1.0";
        return value || text is "0" or "false" or "False" or "0.0";
    }
}
