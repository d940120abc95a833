namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>Runs the same cases on the scalar definition here and on arm64 code under the emulator.</summary>
static unsafe class Comparison
{
    /// <summary>Asserts that both leave the same bytes everywhere, in the slack too.</summary>
    /// <param name="entry">Name of the entry point.</param>
    /// <param name="scalar">The scalar definition; takes the arguments' address.</param>
    /// <param name="cases">Per case its memory; the first array holds the arguments. They are disposed of.</param>
    public static void Same(string entry, delegate*<void*, void> scalar, IReadOnlyList<EmulatedMemory> cases)
    {
        byte[][] actual = ArmImage.Instance.Call(entry, cases);
        int changed = 0;
        for (int i = 0; i < cases.Count; i++)
        {
            byte[] before = cases[i].Bytes();
            scalar((void*)cases[i].Segments[0].Address);
            byte[] expected = cases[i].Bytes();
            int at = expected.AsSpan().CommonPrefixLength(actual[i]);
            if (at < expected.Length)
            {
                Assert.Fail($"{entry}, case {i}: {Where(cases[i], at)} is 0x{actual[i][at]:x2}, not 0x{expected[at]:x2}");
            }

            changed += before.AsSpan().SequenceEqual(expected) ? 0 : 1;
            cases[i].Dispose();
        }

        // Cases that change nothing would compare nothing.
        Assert.True(changed >= cases.Count / 2, $"{entry}: only {changed} of {cases.Count} cases changed anything");
    }

    static string Where(EmulatedMemory memory, int at)
    {
        int segment = 0;
        while (at >= (int)memory.Segments[segment].Length)
        {
            at -= (int)memory.Segments[segment++].Length;
        }

        return $"byte {at} of array {segment}";
    }
}
