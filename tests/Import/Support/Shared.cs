namespace Neuromorphic.Import.Tests.Support;

/// <summary>The folder of larger models and data that is not part of the repository.</summary>
static class Shared
{
    public const string Missing =
        "needs the shared models: set NEUROMORPHIC_SHARED to the folder that holds models/ and data/";

    public static string? Folder { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder!, .. parts]);

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NEUROMORPHIC_SHARED") is { Length: > 0 } given)
        {
            return Directory.Exists(System.IO.Path.Combine(given, "models")) ? given : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = System.IO.Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(System.IO.Path.Combine(candidate, "models")))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A fact about the shared models; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Shared.Folder is null ? Shared.Missing : null;
}

/// <summary>A theory about the shared models; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = Shared.Folder is null ? Shared.Missing : null;
}
