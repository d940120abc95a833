using System.Reflection;

namespace Neuromorphic.Tools.Rendering;

/// <summary>What it takes to get the same result again.</summary>
/// <param name="CommandLine">The command line, quoted for a shell.</param>
/// <param name="Version">Version of this program.</param>
public sealed record Reproduction(string CommandLine, string Version)
{
    /// <summary>Version of this program.</summary>
    public static string ThisVersion { get; } =
        typeof(Reproduction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
