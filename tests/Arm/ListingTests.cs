using System.Reflection;
using System.Text.RegularExpressions;
using Neuromorphic.Arm.Tests.Emulation;
using Neuromorphic.Arm.Tests.Kernels;

namespace Neuromorphic.Arm.Tests;

/// <summary>What was compiled is what the other tests claim to run.</summary>
public sealed unsafe partial class ListingTests
{
    [ArmFact]
    public void Every_entry_point_is_arm64_code_that_calls_nothing()
    {
        string[] entries = [.. typeof(NeonEntries).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name)];
        Assert.NotEmpty(entries);
        Assert.True(ArmImage.Instance.PatchedProperties > 20);
        foreach (string entry in entries)
        {
            Assert.True(ArmImage.Instance.Listings.TryGetValue(entry, out string? listing), $"{entry} was not compiled");
            Assert.Contains("ARM64", listing);
            Assert.False(Call().IsMatch(listing), $"{entry} calls a method: something was not inlined");
        }
    }

    /// <summary>The kernels of explicit synapses are scalar on every machine; one entry only answers a question.</summary>
    [ArmFact]
    public void Kernels_work_in_vector_registers()
    {
        foreach ((string entry, string listing) in ArmImage.Instance.Listings)
        {
            bool scalar = entry is nameof(NeonEntries.Sparse) or nameof(NeonEntries.SparseScaled) or nameof(NeonEntries.SparseGraded) or nameof(NeonEntries.Accelerated);
            Assert.True(scalar != VectorInstruction().IsMatch(listing), $"{entry} {(scalar ? "has" : "has no")} vector instructions");
        }
    }

    [ArmFact]
    public void The_emulated_machine_has_128_bits_accelerated()
    {
        using var memory = new EmulatedMemory();
        memory.New<int>(1);
        byte[] result = ArmImage.Instance.Call(nameof(NeonEntries.Accelerated), [memory])[0];
        Assert.Equal(1, BitConverter.ToInt32(result));
    }

    /// <summary>A call that returns; one that throws (a division by zero) is followed by a break.</summary>
    [GeneratedRegex(@"^\s+blr?\s+\S+\n(?!\s+brk)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^\s+(add|sub|addv|sqadd|saddw2?|cmge|cmgt|cmeq|mul|mla)\s+[vhs]\d+(\.(16b|8h|4s|2d))?,", RegexOptions.Multiline)]
    private static partial Regex VectorInstruction();
}
