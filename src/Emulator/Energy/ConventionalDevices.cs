using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Yaml;

namespace Neuromorphic.Emulator.Energy;

/// <summary>Where a conventional device's figure comes from.</summary>
public enum DeviceEvidence
{
    /// <summary>Measured here.</summary>
    Measured,

    /// <summary>Computed from a model.</summary>
    Modelled,

    /// <summary>Taken from the literature.</summary>
    Published,
}

/// <summary>A conventional processor, priced per multiply-accumulate.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Evidence">Where the figure comes from.</param>
/// <param name="Bits">Bits of the arithmetic.</param>
/// <param name="JoulesPerMac">Energy of one multiply-accumulate.</param>
public sealed record ConventionalDevice(string Name, string Title, DeviceEvidence Evidence, int Bits, Quantity JoulesPerMac)
{
    /// <summary>Energy of an inference with this many multiply-accumulates.</summary>
    public double JoulesPerInference(double macs) => macs * JoulesPerMac.Si;
}

/// <summary>The conventional processors that come with the emulator.</summary>
public static class ConventionalDevices
{
    const string Resource = "Neuromorphic.Emulator.Energy.devices.yaml";
    const string Schema = "neuromorphic.devices/1";

    /// <summary>All devices, in the order of the file.</summary>
    public static IReadOnlyList<ConventionalDevice> All { get; } = Load();

    static ConventionalDevice[] Load()
    {
        using Stream stream = typeof(ConventionalDevices).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the library lacks {Resource}");
        using var reader = new StreamReader(stream);
        var root = new YamlFields("devices.yaml", "", YamlTree.Read("devices.yaml", reader.ReadToEnd(), YamlLimits.Chip));
        if (root.Text("schema") != Schema)
        {
            throw root.Error("schema", $"write '{Schema}'");
        }

        ConventionalDevice[] devices = [.. root.Mappings("devices").Select(Read)];
        root.Finish();
        return devices;
    }

    static ConventionalDevice Read(YamlFields fields)
    {
        var device = new ConventionalDevice(
            fields.Text("name"),
            fields.Text("title"),
            fields.Choice<DeviceEvidence>("kind"),
            (int)fields.Number("bits"),
            QuantityReader.Read(fields, "joulesPerMac", Dimension.Energy));
        fields.Finish();
        return device;
    }
}
