using FsCheck;
using FsCheck.Fluent;

namespace Neuromorphic.Emulator.Tests.Support;

/// <summary>Properties over seeds, the same ones in every run.</summary>
static class Properties
{
    public static void ForSeeds(int tests, Action<int> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20261124, 7));
}
