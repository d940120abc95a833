using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Tests.Neurons.Conversion;

/// <summary>One step of each model against its definition in 64 bits, at values as large as potentials may be.</summary>
public sealed unsafe class ConversionModelTests
{
    static readonly LevelTable Table = LevelTable.Staircase([-900, -30, 0, 1, 40, 70_000], [-4, 2, -1, 0, 3, 1, 6]);

    /// <summary>What a step does: potential after integration, count, threshold and limit give what is sent.</summary>
    delegate long Sends(long v, long count, long theta, long limit);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Signed_neurons_equal_their_definition(string name) => Check(
        name, default(SignedIntegrateAndFire), resets: true, 0, (v, s, theta, limit) => v >= theta && s < limit ? 1 : v < 0 && s > 0 ? -1 : 0);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Multi_threshold_neurons_send_what_they_hold_and_take_back_what_they_lack(string name)
    {
        for (int bits = 2; bits <= MultiThreshold.MostBits; bits++)
        {
            long most = (1 << bits) - 1;
            Check(name, new MultiThreshold(bits), resets: true, 0, (v, s, theta, limit) => v >= 0
                ? Math.Min(Math.Min(v / theta, most), limit - s)
                : -Math.Min(Math.Min((-v + theta - 1) / theta, most), s));
        }
    }

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Settling_neurons_go_to_their_level(string name)
    {
        Check(name, new Settling(graded: true), resets: false, 0, (z, level, _, _) => LevelOf(z) - level);
        Check(name, new Settling(graded: false), resets: false, 0, (z, level, _, _) => Math.Sign(LevelOf(z) - level));
    }

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Counting_neurons_send_their_level_whatever_they_had(string name) =>
        Check(name, default(CountCoded), resets: false, 0, (z, _, _, _) => LevelOf(z), setsCount: true);

    [Theory]
    [ClassData(typeof(KernelSets))]
    public void Timed_neurons_fire_when_as_many_steps_are_left_as_their_level(string name)
    {
        for (int remaining = 1; remaining <= 7; remaining++)
        {
            int left = remaining;
            Check(name, default(TimeToFirstSpike), resets: false, left, (z, s, _, _) => LevelOf(z) >= left && s == 0 ? 1 : 0);
        }
    }

    [Fact]
    public void Payloads_of_fewer_or_more_bits_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiThreshold(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiThreshold(9));
    }

    static long LevelOf(long z) => z < -900 ? -4 : z < -30 ? 2 : z < 0 ? -1 : z < 1 ? 0 : z < 40 ? 3 : z < 70_000 ? 1 : 6;

    static void Check<TModel>(string name, TModel model, bool resets, int remaining, Sends definition, bool setsCount = false)
        where TModel : struct, IConversionModel
    {
        KernelSet kernels = KernelSet.Named(name);
        const int Largest = int.MaxValue >> (MultiThreshold.MostBits - 1);
        Gen<int> thetas = Gen.Frequency((3, Gen.Choose(1, 1000)), (2, Gen.Choose(1, Largest)), (1, Gen.Elements(1, 2, Largest, int.MaxValue)));
        Gen<int> potentials = Gen.Frequency((4, Gen.Choose(-3000, 3000)), (2, Gen.Choose(-(1 << 30), 1 << 30)), (1, Gen.Elements(-900, -1, 0, 1, 39, 40, 1 << 30)));
        Gen<(int[] V, int[] I, int[] Theta, int[] Limit, int[] Count)> cases =
            from v in Generators.Array(potentials, 128)
            from i in Generators.Array(potentials, 128)
            from theta in Generators.Array(thetas, 128)
            from limit in Generators.Array(Gen.Choose(0, 300), 128)
            from count in Generators.Array(Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 300))), 128)
            let atThreshold = v.Zip(theta, i).Select((x, k) => k % 3 == 0 && x.Second < int.MaxValue ? (int)Math.Clamp(((long)x.Second * (k / 3)) - (k % 2), 0, 1 << 30) : x.First).ToArray()
            select (atThreshold, i.Select((x, k) => k % 3 == 0 ? 0 : x).ToArray(), theta, limit.Zip(theta, (l, t) => t == int.MaxValue ? 0 : l).ToArray(), count);
        using var levels = new LevelTables([Table], new int[128]);
        Generators.ForAll(
            cases,
            c =>
            {
                int[] before = [.. c.Count.Select((s, k) => resets ? Math.Min(s, c.Limit[k]) : s - 150)];
                if (remaining > 0)
                {
                    before = [.. c.Count];
                }

                using var potential = new AlignedBuffer<int>(c.V.AsSpan());
                using var current = new AlignedBuffer<int>(c.I.AsSpan());
                using var theta = new AlignedBuffer<int>(c.Theta.AsSpan());
                using var limit = new AlignedBuffer<int>(c.Limit.AsSpan());
                using var count = new AlignedBuffer<int>(before.AsSpan());
                using var bias = new AlignedBuffer<int>(c.Theta.AsSpan());
                using var payload = new AlignedBuffer<short>(128);
                using var spikes = new AlignedBuffer<ulong>(2);
                using var driven = new AlignedBuffer<ulong>(2);
                var state = new ConversionState
                {
                    Potential = potential.Address,
                    Count = count.Address,
                    Threshold = theta.Address,
                    Limit = limit.Address,
                    Levels = levels.Lookup,
                    Remaining = remaining,
                };
                kernels.Step(model, state, 2, current.Address, bias.Address, payload.Address, spikes.Address, driven.Address);
                for (int k = 0; k < 128; k++)
                {
                    long v = (long)c.V[k] + c.I[k];
                    if (v is < -(1L << 31) or >= 1L << 31)
                    {
                        continue;
                    }

                    long sent = definition(v, before[k], c.Theta[k], c.Limit[k]);
                    Assert.Equal(sent, payload.Span[k]);
                    Assert.Equal(sent != 0, SpikeMask.Contains(spikes.Span, k));
                    Assert.Equal(sent != 0 || c.I[k] != 0, SpikeMask.Contains(driven.Span, k));
                    Assert.Equal(resets ? v - (sent * c.Theta[k]) : v, potential.Span[k]);
                    Assert.Equal(setsCount ? sent : remaining > 0 && sent != 0 ? remaining : before[k] + (remaining > 0 ? 0 : sent), count.Span[k]);
                }

                Assert.Equal(c.Theta, current.Span.ToArray());
            },
            tests: 40);
    }
}
