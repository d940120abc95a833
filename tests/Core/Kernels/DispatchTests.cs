using System.Runtime.Intrinsics.X86;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>
/// The suite is run again with instruction sets switched off. .NET ignores a switch that it does not know, so each run
/// says which one it expects to be off, and this asserts that it is.
/// </summary>
public class DispatchTests
{
    static readonly string? ExpectedOff = Environment.GetEnvironmentVariable("NEUROMORPHIC_EXPECT_OFF");

    [Fact]
    public void The_best_set_follows_what_the_machine_and_the_switches_allow()
    {
        string best = KernelSet.Best.Name;
        switch (ExpectedOff)
        {
            case "EnableAVX512":
                Assert.False(Avx512F.IsSupported);
                Assert.NotEqual("vector512", best);
                break;
            case "EnableAVX2":
                Assert.False(Avx2.IsSupported);
                Assert.NotEqual("vector512", best);
                Assert.NotEqual("vector256", best);
                break;
            case "EnableHWIntrinsic":
                Assert.False(Sse2.IsSupported && System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated);
                Assert.Equal("scalar", best);
                break;
            case null:
                Assert.Equal(KernelSet.All.First(set => set.IsAccelerated).Name, best);
                Assert.True(Avx2.IsSupported ? KernelSet.Best.Width >= 256 : KernelSet.Best.Width <= 128);
                break;
            default:
                Assert.Fail($"NEUROMORPHIC_EXPECT_OFF={ExpectedOff} is not a switch that this test knows");
                break;
        }
    }

    [Fact]
    public void A_set_is_found_by_its_name_and_an_unknown_name_lists_them()
    {
        foreach (KernelSet set in KernelSet.All)
        {
            Assert.Same(set, KernelSet.Named(set.Name));
        }

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => KernelSet.Named("vector1024"));
        Assert.Contains("vector512, vector256, vector128, scalar", refusal.Message);
    }
}
