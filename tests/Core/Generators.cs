using FsCheck;
using FsCheck.Fluent;

namespace Neuromorphic.Core.Tests;

/// <summary>Generators that reach the extremes: FsCheck's own stay within ±100.</summary>
static class Generators
{
    /// <summary>Every test runs with the same seed, so a failure is a failure for everybody.</summary>
    public static Config Fixed(int tests) => Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20261124, 7);

    public static Gen<int> AnyInt { get; } = Gen.Frequency(
        (4, Gen.Choose(int.MinValue, int.MaxValue)),
        (4, Gen.Choose(-1000, 1000)),
        (2, Gen.Elements(int.MinValue, int.MinValue + 1, -4097, -4096, -4095, -1, 0, 1, 4095, 4096, 4097, int.MaxValue - 1, int.MaxValue)));

    public static Gen<int> Threshold { get; } = Gen.Frequency(
        (4, Gen.Choose(1, int.MaxValue)), (4, Gen.Choose(1, 1000)), (1, Gen.Elements(1, 2, int.MaxValue)));

    public static Gen<sbyte> Weight { get; } = Gen.Frequency(
        (5, Gen.Choose(sbyte.MinValue, sbyte.MaxValue)), (2, Gen.Constant(0)), (1, Gen.Elements(-128, -127, -1, 1, 127)))
        .Select(w => (sbyte)w);

    /// <summary>Values around the ends and the middle of a register of so many bits besides its sign.</summary>
    public static Gen<int> Around(int bits) => Gen.Frequency(
        (3, Gen.Choose(-(1 << bits), 1 << bits)),
        (2, Gen.Choose(-200, 200)),
        (2, from end in Gen.Elements(-(1 << bits), 0, 1 << bits) from offset in Gen.Choose(-3, 3) select end + offset));

    /// <summary>A decay in 1/4096 up to <paramref name="most"/>, often at an end.</summary>
    public static Gen<int> Decay(int most) => Gen.Frequency(
        (2, Gen.Choose(0, most)), (3, Gen.Elements(0, 1, 2048, 4095, most)));

    public static Gen<bool> Flag { get; } = Gen.Elements(false, true);

    public static Gen<T[]> Array<T>(Gen<T> element, int length) => element.ArrayOf(length);

    public static void ForAll<T>(Gen<T> gen, Action<T> check, int tests = 200) =>
        Prop.ForAll(gen.ToArbitrary(), check).Check(Fixed(tests));
}
