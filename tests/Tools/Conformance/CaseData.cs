namespace Neuromorphic.Tools.Tests.Conformance;

/// <summary>The conformance cases that belong to the repository, and those that do not.</summary>
static class CaseData
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "conformance");

    public static string[] Files { get; } = [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)];

    /// <summary>The folder with all recorded cases, where there is one.</summary>
    public static string? SharedFolder { get; } = FindShared();

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
        string vectors = Path.Combine(shared, "vectors");
        return Directory.Exists(vectors) ? vectors : null;
    }
}

/// <summary>A fact about all recorded cases; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SharedCasesFactAttribute : FactAttribute
{
    public SharedCasesFactAttribute() => Skip = CaseData.SharedFolder is null
        ? "needs the recorded cases: set NEUROMORPHIC_SHARED to the folder that holds vectors/"
        : null;
}
