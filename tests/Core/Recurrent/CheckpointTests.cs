using System.Security.Cryptography;
using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>A network that was saved goes on as if nothing had happened; files that are damaged or made up are refused.</summary>
public sealed class CheckpointTests : IDisposable
{
    const int HeaderBytes = 8 + 32 + 8 + 4;

    readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void It_goes_on_as_if_nothing_had_happened() => Generators.ForAll(
        from network in SmallNetworks.Any
        from first in Gen.Elements(0, 1, 37, 64)
        from threads in Gen.Choose(1, 3)
        from after in Gen.Choose(1, 3)
        select (network, first, threads, after),
        one =>
        {
            var options = new RecurrentOptions { Seed = 9, Threads = one.threads };
            using var whole = new RecurrentSimulator(one.network, options);
            whole.Run(one.first, record: false);
            whole.Run(21);
            whole.Run(60);
            using (var before = new RecurrentSimulator(one.network, options))
            {
                before.Run(one.first, record: false);
                before.Run(21);
                before.Checkpoint().Save(_path);
            }

            using var resumed = new RecurrentSimulator(
                one.network, new RecurrentOptions { Seed = 9, Threads = one.after, Kernels = KernelSet.Named("scalar") }, RecurrentCheckpoint.Load(_path));
            resumed.Run(60);
            AssertSame(whole, resumed);
        },
        tests: 40);

    [Fact]
    public void Synapses_that_learn_go_on_too()
    {
        NetworkDescription network = StandardNetworks.Brunel(400, plastic: true);
        using var whole = new RecurrentSimulator(network, new RecurrentOptions());
        whole.Run(3000);
        whole.Checkpoint().Save(_path);
        whole.Run(10_000);
        using var resumed = new RecurrentSimulator(network, new RecurrentOptions(), RecurrentCheckpoint.Load(_path));
        resumed.Run(10_000);
        AssertSame(whole, resumed);
        Assert.Equal(whole.PlasticWeights(0), resumed.PlasticWeights(0));
    }

    [Fact]
    public void A_checkpoint_of_another_network_or_seed_is_refused()
    {
        using var simulator = new RecurrentSimulator(StandardNetworks.Brunel(200), new RecurrentOptions { Seed = 3 });
        simulator.Run(10);
        simulator.Checkpoint().Save(_path);
        RecurrentCheckpoint checkpoint = RecurrentCheckpoint.Load(_path);
        Assert.Equal(3UL, checkpoint.Seed);
        Assert.Contains("seed 3", Refusal(StandardNetworks.Brunel(200), 4, checkpoint), StringComparison.Ordinal);
        Assert.Contains("another network", Refusal(StandardNetworks.Brunel(210), 3, checkpoint), StringComparison.Ordinal);
        Assert.Contains("another network", Refusal(StandardNetworks.Brunel(200, eta: 2.1), 3, checkpoint), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        byte[] good = Saved(StandardNetworks.Brunel(200));
        foreach (byte[] bad in new byte[][] { [], good[..40], good[..^1], [.. good, 0], [.. good[..100], (byte)(good[100] ^ 1), .. good[101..]], [0, .. good[1..]] })
        {
            File.WriteAllBytes(_path, bad);
            Assert.Throws<CheckpointException>(() => RecurrentCheckpoint.Load(_path));
        }
    }

    /// <summary>Files with any bytes changed and a checksum that fits: refused, or run without harm.</summary>
    [Fact]
    public void A_made_up_file_does_no_harm()
    {
        NetworkDescription network = StandardNetworks.Brunel(200, plastic: true);
        byte[] good = Saved(network);
        int refused = 0;
        Generators.ForAll(
            from place in Gen.Frequency((2, Gen.Choose(HeaderBytes - 4, HeaderBytes + 40)), (3, Gen.Choose(HeaderBytes, good.Length - 40)))
            from value in Gen.Elements(-1, int.MinValue, int.MaxValue, 0, 1 << 20, 77_777)
            from cut in Gen.Frequency((5, Gen.Constant(0)), (1, Gen.Choose(1, 100)))
            select (place, value, cut),
            one =>
            {
                byte[] bad = [.. good[..^(32 + one.cut)], .. new byte[32]];
                if (one.place + 4 <= bad.Length - 32)
                {
                    BitConverter.TryWriteBytes(bad.AsSpan(one.place), one.value);
                }

                SHA256.HashData(bad.AsSpan(..^32)).CopyTo(bad.AsSpan(bad.Length - 32));
                File.WriteAllBytes(_path, bad);
                try
                {
                    using var resumed = new RecurrentSimulator(network, new RecurrentOptions(), RecurrentCheckpoint.Load(_path));
                    resumed.Run(3000);
                    _ = resumed.Statistics();
                }
                catch (CheckpointException)
                {
                    refused++;
                }
            },
            tests: 150);
        Assert.InRange(refused, 40, 149);
    }

    /// <summary>Short products hold in the proven range only.</summary>
    [Fact]
    public void A_state_that_cannot_be_reached_is_refused()
    {
        NetworkDescription network = StandardNetworks.Cuba(1000);
        byte[] bytes = Saved(network);
        foreach ((int value, bool isRefused) in new[] { (-1_000_000, false), (-67_000_000, true), (67_000_000, true) })
        {
            // The first potential stands behind the header and two numbers of timesteps.
            BitConverter.TryWriteBytes(bytes.AsSpan(HeaderBytes + (2 * sizeof(long))), value);
            SHA256.HashData(bytes.AsSpan(..^32)).CopyTo(bytes.AsSpan(bytes.Length - 32));
            File.WriteAllBytes(_path, bytes);
            if (isRefused)
            {
                Assert.Contains("cannot be reached", Refusal(network, 1, RecurrentCheckpoint.Load(_path)), StringComparison.Ordinal);
            }
            else
            {
                using var resumed = new RecurrentSimulator(network, new RecurrentOptions(), RecurrentCheckpoint.Load(_path));
                Assert.Equal(500, resumed.Timesteps);
            }
        }
    }

    public void Dispose() => File.Delete(_path);

    static string Refusal(NetworkDescription network, ulong seed, RecurrentCheckpoint checkpoint) =>
        Assert.Throws<CheckpointException>(() => new RecurrentSimulator(network, new RecurrentOptions { Seed = seed }, checkpoint)).Message;

    static void AssertSame(RecurrentSimulator expected, RecurrentSimulator actual)
    {
        Assert.Equal(expected.SpikeHash, actual.SpikeHash);
        Assert.Equal(expected.SynapticEvents, actual.SynapticEvents);
        Assert.Equal(expected.Timesteps, actual.Timesteps);
        Assert.Equal(expected.SampledSpikes, actual.SampledSpikes);
        Assert.Equal(expected.Statistics(), actual.Statistics());
        for (int p = 0; p < expected.Description.Populations.Count; p++)
        {
            Assert.Equal(expected.Potentials(p), actual.Potentials(p));
        }
    }

    byte[] Saved(NetworkDescription network)
    {
        using var simulator = new RecurrentSimulator(network, new RecurrentOptions());
        simulator.Run(500);
        simulator.Checkpoint().Save(_path);
        return File.ReadAllBytes(_path);
    }
}
