using System.Globalization;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>
/// The processor's own energy counters (Running Average Power Limit, in Linux's powercap): joules of whole processor packages,
/// whatever runs on them. Where the system does not allow reading them, the reason is given and nothing is guessed.
/// </summary>
sealed class EnergyCounters
{
    const string Prefix = "intel-rapl:";

    readonly List<Package> _packages = [];

    EnergyCounters(string? reason) => Reason = reason;

    /// <summary>Why nothing can be read; null if something can.</summary>
    public string? Reason { get; }

    /// <summary>Opens the counters.</summary>
    /// <param name="root">The folder of the power capping framework.</param>
    public static EnergyCounters Open(string root = "/sys/class/powercap")
    {
        if (!Directory.Exists(root))
        {
            return new EnergyCounters($"this system has no {root}");
        }

        try
        {
            // Packages are "intel-rapl:0"; "intel-rapl:0:1" is a part of one and would count twice.
            string[] folders =
            [
                .. Directory.EnumerateDirectories(root, Prefix + "*").Order(StringComparer.Ordinal)
                    .Where(folder => !Path.GetFileName(folder)[Prefix.Length..].Contains(':', StringComparison.Ordinal)),
            ];
            if (folders.Length == 0)
            {
                return new EnergyCounters($"{root} has no counters of processor packages");
            }

            var counters = new EnergyCounters(null);
            foreach (string folder in folders)
            {
                var package = new Package(
                    Path.Combine(folder, "energy_uj"), Read(Path.Combine(folder, "max_energy_range_uj")));
                package.Last = Read(package.File);
                counters._packages.Add(package);
            }

            return counters;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return new EnergyCounters($"the counters of {root} cannot be read: {error.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Joules since the counters were opened or last read; null if they cannot be read.</summary>
    public double? Read()
    {
        if (Reason is not null)
        {
            return null;
        }

        try
        {
            double microjoules = 0;
            foreach (Package package in _packages)
            {
                long now = Read(package.File);
                microjoules += now >= package.Last ? now - package.Last : now + (package.Range - package.Last);
                package.Last = now;
            }

            return microjoules * 1e-6;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null;
        }
    }

    static long Read(string file) => long.Parse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);

    sealed class Package(string file, long range)
    {
        public string File { get; } = file;

        public long Range { get; } = range;

        public long Last { get; set; }
    }
}
