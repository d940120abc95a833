using System.Reflection;

namespace Neuromorphic.Tools.Tests;

/// <summary>Who may know whom: Core nobody, Emulator and Import only Core and never each other, Tools all three.</summary>
public class WingTests
{
    const string Prefix = "Neuromorphic.";

    [Theory]
    [InlineData("Neuromorphic.Core")]
    [InlineData("Neuromorphic.Emulator", "Neuromorphic.Core")]
    [InlineData("Neuromorphic.Import", "Neuromorphic.Core")]
    [InlineData("neuromorphic", "Neuromorphic.Core", "Neuromorphic.Emulator", "Neuromorphic.Import")]
    public void A_wing_knows_only_those_that_it_may(string wing, params string[] allowed)
    {
        IEnumerable<string> known = Assembly.Load(wing).GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(allowed, known.Order(StringComparer.Ordinal));
    }

    /// <summary>Core is arithmetic: no file formats, no console, no packages.</summary>
    [Fact]
    public void Core_needs_nothing_but_the_runtime()
    {
        Assembly core = Assembly.Load("Neuromorphic.Core");
        Assert.All(core.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name));
        Assert.DoesNotContain(core.GetReferencedAssemblies(), name => name.Name is "System.Console" or "System.Text.Json");
    }

    /// <summary>The outer wings use neither each other's packages nor the command line's.</summary>
    [Theory]
    [InlineData("Neuromorphic.Emulator", "YamlDotNet")]
    [InlineData("Neuromorphic.Import", "Google.Protobuf", "Microsoft.ML.OnnxRuntime")]
    public void A_wing_uses_only_its_own_packages(string wing, params string[] allowed)
    {
        IEnumerable<string> packages = Assembly.Load(wing).GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.Equal(allowed, packages.Order(StringComparer.Ordinal));
    }
}
