using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Networks.Files;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Synapses;
using Neuromorphic.Core.Tests.Networks.Conversion;

namespace Neuromorphic.Core.Tests.Networks.Files;

/// <summary>Networks as files: what comes back runs like what went in, and what is damaged is refused.</summary>
public class SpikingNetworkFileTests
{
    const int Seeds = 25;

    public static TheoryData<NetworkKind> Kinds => new(Enum.GetValues<NetworkKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Networks_of_every_kind_come_back_with_the_same_spikes_and_bytes(NetworkKind kind)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            using var made = ConversionNetworks.Create(kind, seed);
            RequireSame(made.Network, made.Timesteps, made.Input(), made.Input());
        }
    }

    [Fact]
    public void Networks_of_plain_neurons_come_back_with_the_same_spikes_and_bytes()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            using SpikingNetwork network = RandomNetworks.Create(seed);
            RequireSame(network, 9, RandomNetworks.Input(network, new Random(seed)));
        }
    }

    [Fact]
    public void The_networks_of_these_tests_have_every_kind_of_population_and_synapses()
    {
        var populations = new HashSet<string>();
        var synapses = new HashSet<string>();
        foreach (NetworkKind kind in Enum.GetValues<NetworkKind>())
        {
            for (int seed = 0; seed < Seeds; seed++)
            {
                using var made = ConversionNetworks.Create(kind, seed);
                populations.UnionWith(made.Network.Populations.OfType<NeuronPopulation>().Select(population => population.Model.Split(',')[0]));
                synapses.UnionWith(made.Network.Populations.SelectMany(population => population.Projections).Select(projection => projection.Synapses.Kind));
            }
        }

        Assert.Equal(["count-coded", "integrate-and-fire", "multi-threshold", "settling", "time to first spike"], populations.Order());
        Assert.Equal(["convolution", "dense", "sparse", "window"], synapses.Order());
    }

    [Fact]
    public void The_origin_comes_back_and_names_lose_their_control_characters()
    {
        using SpikingNetwork network = Single(1, 1);
        NetworkOrigin origin = new("net\u001b[2J.onnx", "abc", "multi:3", 77, 5, 1 / 3.0, "u1", "1.2");
        SavedNetwork read = SpikingNetworkFile.Read("f", SpikingNetworkFile.Write(new SavedNetwork(network, origin)));
        Assert.Equal(origin with { Model = "net?[2J.onnx" }, read.Origin);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused_with_its_name()
    {
        byte[] whole = Bytes(NetworkKind.MixedWithPlain, 3);
        for (int length = 0; length < whole.Length; length += 1 + (length / 40))
        {
            Refused(whole[..length]);

            // With the right checksum at its end the reader itself has to notice.
            Refused(Sealed(whole[..length]));
        }

        Refused(Sealed([.. whole[..^SHA256.HashSizeInBytes], 0]));
    }

    [Fact]
    public void A_flipped_byte_is_found_by_the_checksum()
    {
        byte[] whole = Bytes(NetworkKind.MixedExact, 5);
        for (int at = 0; at < whole.Length; at += 1 + (at / 40))
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            Refused(damaged);
        }
    }

    [Theory]
    [InlineData(NetworkKind.MixedExact)]
    [InlineData(NetworkKind.MixedWithPlain)]
    [InlineData(NetworkKind.Timed)]
    [InlineData(NetworkKind.MultiUntilQuiet)]
    public void Made_up_files_are_refused_or_run(NetworkKind kind)
    {
        int[] extremes = [0, 1, -1, int.MaxValue, int.MinValue, 1 << 16, 1 << 24, 1 << 27];
        var random = new Random(17 + (int)kind);
        int refused = 0;
        int accepted = 0;
        for (int round = 0; round < 1500; round++)
        {
            byte[] body = Bytes(kind, round % 7)[..^SHA256.HashSizeInBytes];

            // Half of the damage hits the first populations, where the lengths are.
            int at = random.Next(SpikingNetworkFile.Schema.Length + 1, random.Next(2) == 0 ? Math.Min(600, body.Length - 4) : body.Length - 4);
            if (random.Next(2) == 0)
            {
                body[at] = (byte)random.Next(256);
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(at), extremes[random.Next(extremes.Length)]);
            }

            try
            {
                using SavedNetwork read = SpikingNetworkFile.Read("made-up", Sealed(body));
                accepted++;
                RunShort(read, random);
            }
            catch (NetworkFileException error)
            {
                refused++;
                Assert.StartsWith("made-up: ", error.Message, StringComparison.Ordinal);
                Assert.Contains(error.Part, error.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(refused > 100 && accepted > 100, $"{refused} refused, {accepted} accepted");
    }

    [Fact]
    public void Potentials_that_could_leave_32_bits_are_refused()
    {
        using SpikingNetwork network = Single(ushort.MaxValue, 127);
        NetworkFileException error = Assert.Throws<NetworkFileException>(
            () => SpikingNetworkFile.Read("f", SpikingNetworkFile.Write(new SavedNetwork(network, Origin(1 << 16)))));
        Assert.Contains("32 bits", error.Message, StringComparison.Ordinal);
        using SavedNetwork fits = SpikingNetworkFile.Read("f", SpikingNetworkFile.Write(new SavedNetwork(network, Origin(100))));
        Assert.Equal(3, fits.Network.Populations.Count);
    }

    [Fact]
    public void What_would_unfold_to_too_much_is_refused_before_it_does()
    {
        // A kernel of 2²⁰ taps over 2¹³ positions: few bytes, much work.
        using SpikingNetwork network = Single(1, 1);
        byte[] bytes = SpikingNetworkFile.Write(new SavedNetwork(network, Origin(4)))[..^SHA256.HashSizeInBytes];
        int dense = bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes("neurons")) + "neurons".Length + (3 * sizeof(int)) + sizeof(int) + sizeof(int);
        Assert.Equal(0, bytes[dense]);
        var axes = new MemoryStream();
        using var writer = new BinaryWriter(axes);
        writer.Write(bytes.AsSpan(0, dense));
        writer.Write((byte)2);
        foreach (int value in (int[])[1 << 13, 1, 1, 1, 1, 1, 1 << 13, 1, 1 << 20, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1])
        {
            writer.Write(value);
        }

        string message = Refused(Sealed(axes.ToArray())).Message;
        Assert.Contains("population 1 ('neurons')", message, StringComparison.Ordinal);
        Assert.Contains("unfolds", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_versions_and_other_files_are_told_apart()
    {
        byte[] whole = Bytes(NetworkKind.CountCoded, 1);
        byte[] next = [.. whole];
        next[SpikingNetworkFile.Schema.Length - 1] = (byte)'2';
        Assert.Contains("another version", Refused(next).Message, StringComparison.Ordinal);
        Assert.Contains(SpikingNetworkFile.Schema, Refused("something else altogether"u8.ToArray()).Message, StringComparison.Ordinal);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, next);
            Assert.True(SpikingNetworkFile.Matches(path));
            File.WriteAllBytes(path, [1, 2, 3]);
            Assert.False(SpikingNetworkFile.Matches(path));
            Assert.False(SpikingNetworkFile.Matches(path + ".not"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void RequireSame(SpikingNetwork network, int timesteps, params int[][] samples)
    {
        byte[] bytes = SpikingNetworkFile.Write(new SavedNetwork(network, Origin(timesteps)));
        using SavedNetwork read = SpikingNetworkFile.Read("f", bytes);
        Assert.Equal(bytes, SpikingNetworkFile.Write(read));
        Assert.Equal(network.Populations.Select(Described), read.Network.Populations.Select(Described));
        using var before = new NetworkSimulator(network, timesteps, KernelSet.Best);
        using var after = new NetworkSimulator(read.Network, read.Origin.Timesteps, KernelSet.Best);
        for (int sample = 0; sample < samples.Length; sample++)
        {
            before.Run(samples[sample]);
            after.Run(samples[sample]);
            Assert.Equal(SpikeHash.Of(network, before, sample), SpikeHash.Of(read.Network, after, sample));
            foreach ((Population one, Population other) in network.Populations.Zip(read.Network.Populations).Skip(1))
            {
                Assert.Equal(before.Steps(one), after.Steps(other));
                for (int t = 0; one.Spikes && t < before.Steps(one); t++)
                {
                    Assert.Equal(before.Spikes(one, t), after.Spikes(other, t));
                    Assert.Equal(before.Driven(one, t), after.Driven(other, t));
                    if (one.Code.HasPayload)
                    {
                        Assert.Equal(before.Payload(one, t), after.Payload(other, t));
                    }
                }
            }

            for (int t = 0; t < before.Steps(network.Readout); t++)
            {
                Assert.Equal(before.Readout(t), after.Readout(t));
            }
        }
    }

    static (string, Shape, SpikeCode, string?, Emission?, int, long) Described(Population population) => (
        population.Name,
        population.Shape,
        population.Code,
        (population as NeuronPopulation)?.Model,
        (population as NeuronPopulation)?.Emission,
        population.Projections.Count,
        population.Projections.Sum(projection => projection.Synapses.SynapseCount + projection.Synapses.StoredWeights + projection.Synapses.NonZeroWeights));

    /// <summary>Whatever was accepted must run without a fault; long samples only begin.</summary>
    static void RunShort(SavedNetwork read, Random random)
    {
        if (read.Network.Populations.Sum(population => (long)population.Count) * RunLength.MostSteps(read.Network.Readout, read.Origin.Timesteps) > 1_000_000)
        {
            return;
        }

        using var simulator = new NetworkSimulator(read.Network, read.Origin.Timesteps, KernelSet.Best);
        simulator.Run(RandomNetworks.Input(read.Network, random));
        Assert.True(simulator.LatencyTimesteps >= read.Origin.Timesteps);
    }

    static byte[] Bytes(NetworkKind kind, int seed)
    {
        using var made = ConversionNetworks.Create(kind, seed);
        return SpikingNetworkFile.Write(new SavedNetwork(made.Network, Origin(made.Timesteps)));
    }

    static NetworkOrigin Origin(int timesteps) => new("model", "0123", "exact", timesteps, 8, 0.5, "u1", "0");

    static byte[] Sealed(byte[] body) => [.. body, .. SHA256.HashData(body)];

    static NetworkFileException Refused(byte[] bytes) =>
        Assert.Throws<NetworkFileException>(() => SpikingNetworkFile.Read("damaged.nmr", bytes));

    /// <summary>One input, one neuron, one class.</summary>
    static SpikingNetwork Single(int most, sbyte weight)
    {
        Shape one = Shape.Flat(1);
        var input = new InputPopulation("input", one, 1, 0, most);
        var neurons = new NeuronPopulation<IntegrateAndFire>(
            "neurons", one, [new(input, new DenseSynapses(one, one, [weight]))], default, new NeuronParameters([3], [0], [1]), [1]);
        var readout = new ReadoutPopulation("readout", one, [new(neurons, new DenseSynapses(one, one, [2]))], [0], [0], 1);
        return new SpikingNetwork([input, neurons, readout]);
    }
}
