namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>Recorded cases: a few that are part of the repository, and all of them where the shared folder is.</summary>
static class LearningCases
{
    public const string Missing =
        "needs the shared vectors: set NEUROMORPHIC_SHARED to the folder that holds vectors/";

    static readonly string? SharedFolder = Find();

    public static string Own { get; } = Path.Combine(AppContext.BaseDirectory, "Data", "learning");

    public static bool HasShared => SharedFolder is not null;

    public static TheoryData<string> OwnFiles => Files(Own, "learn_*.json");

    public static TheoryData<string> SharedLava => Files(SharedFolder, "learn_lava_*.json");

    public static TheoryData<string> SharedNengo => Files(SharedFolder, "learn_nengo_*.json");

    static TheoryData<string> Files(string? folder, string pattern)
    {
        var files = new TheoryData<string>();
        string[] found = folder is null ? ["(missing)"] : Directory.GetFiles(folder, pattern);
        foreach (string file in found.Order())
        {
            files.Add(file);
        }

        return files;
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NEUROMORPHIC_SHARED") is { Length: > 0 } given)
        {
            return Existing(given);
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared")) is string vectors)
            {
                return vectors;
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

/// <summary>A theory about the shared vectors; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SharedVectorTheoryAttribute : TheoryAttribute
{
    public SharedVectorTheoryAttribute() => Skip = LearningCases.HasShared ? null : LearningCases.Missing;
}
