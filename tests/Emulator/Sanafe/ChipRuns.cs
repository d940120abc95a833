namespace Neuromorphic.Emulator.Tests.Sanafe;

/// <summary>Recorded runs of SANA-FE 2.2.1: those in the repository, and all where the shared folder is.</summary>
static class ChipRuns
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "sanafe");

    /// <summary>The folder with all recorded runs, where there is one.</summary>
    public static string? SharedFolder { get; } = FindShared();

    /// <summary>Names of the runs in the repository.</summary>
    public static TheoryData<string> Names { get; } = [.. CasesIn(Folder)];

    public static IEnumerable<string> CasesIn(string folder) => Directory.GetDirectories(folder)
        .Where(path => File.Exists(Path.Combine(path, "result.json")))
        .Select(path => Path.GetFileName(path)!)
        .Order(StringComparer.Ordinal);

    /// <summary>The architecture of a run: its own, or the one that runs share.</summary>
    public static string ArchitectureOf(string folder)
    {
        string own = Path.Combine(folder, "arch.json");
        return File.Exists(own) ? own : Path.Combine(Folder, Path.GetFileName(folder).Split('_')[0] + "_arch.json");
    }

    static string? FindShared()
    {
        if (Environment.GetEnvironmentVariable("NEUROMORPHIC_SHARED") is { Length: > 0 } given)
        {
            return Existing(given);
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared")) is string found)
            {
                return found;
            }
        }

        return null;
    }

    static string? Existing(string shared)
    {
        string chips = Path.Combine(shared, "chips");
        return Directory.Exists(chips) ? chips : null;
    }
}

/// <summary>A fact about all recorded runs; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SharedRunsFactAttribute : FactAttribute
{
    public SharedRunsFactAttribute() => Skip = ChipRuns.SharedFolder is null
        ? "needs the recorded chip runs: set NEUROMORPHIC_SHARED to the folder that holds chips/"
        : null;
}
