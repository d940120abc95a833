using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Sanafe;

namespace Neuromorphic.Emulator.Tests.Sanafe;

/// <summary>SANA-FE's own formats: what they mean, and what is refused.</summary>
public sealed class SanafeFileTests : IDisposable
{
    const string Chip = """
        architecture:
          name: small
          attributes: {width: 2, height: 1, link_buffer_size: 4, sync_model: table, latency_sync: {1: 1.0e-6, 2: 2.0e-6}}
          tile:
            - name: tile[0..1]
              attributes: {energy_north_hop: 1.0e-12, latency_north_hop: 1.0e-9, energy_east_hop: 2.0e-12, latency_east_hop: 2.0e-9, energy_south_hop: 3.0e-12, latency_south_hop: 3.0e-9, energy_west_hop: 4.0e-12, latency_west_hop: 4.0e-9}
              core:
                - name: core[0..1]
                  attributes: {buffer_position: soma, max_neurons_supported: 10}
                  axon_in: [{name: in, attributes: {energy_message_in: 1.0e-12, latency_message_in: 1.0e-9}}]
                  synapse: [{name: syn, attributes: {model: current_based, energy_process_spike: 1.0e-12, latency_process_spike: 1.0e-9}}]
                  dendrite:
                    - {name: den, attributes: {model: accumulator, energy_update: 0.0, latency_update: 0.0}}
                    - {name: late, attributes: {model: accumulator_with_delay, energy_update: 0.0, latency_update: 0.0}}
                  soma:
                    - {name: lif, attributes: [model: leaky_integrate_fire, energy_access_neuron: 1.0e-12, latency_access_neuron: 1.0e-9, energy_update_neuron: 1.0e-12, latency_update_neuron: 1.0e-9, energy_spike_out: 1.0e-12, latency_spike_out: 1.0e-9]}
                    - {name: "src[0..9]", attributes: {model: input, energy_access_neuron: 0.0, latency_access_neuron: 0.0, energy_update_neuron: 0.0, latency_update_neuron: 0.0, energy_spike_out: 0.0, latency_spike_out: 0.0}}
                  axon_out: [{name: out, attributes: {energy_message_out: 1.0e-12, latency_message_out: 1.0e-9}}]
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("neuromorphic-sanafe-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("x -> y: {type: dense, weight: [1, 2, 3, 4, 5, 6]}", "y.0:5 y.1:7 y.2:9")]
    [InlineData("x -> y: {type: sparse, source_target_pairs: [[0, 2], [1, 0]], weight: [8, 9]}", "y.0:9 y.1:0 y.2:8")]
    [InlineData("x -> y: {type: conv2d, input_height: 1, input_width: 2, input_channels: 1, kernel_height: 1, kernel_width: 2, kernel_count: 3, weight: [1, 2, 3, 4, 5, 6]}", "y.0:5 y.1:7 y.2:9")]
    [InlineData("x.1 -> y.2: [synapse: {weight: 2.5}, dendrite: {delay: 0}]", "y.0:0 y.1:0 y.2:2.5")]
    [InlineData("x.1 -> y.2: {weight: 2.5}", "y.0:0 y.1:0 y.2:2.5")]
    public void Edges_mean_what_they_say(string edge, string potentials)
    {
        SanafeNetwork network = Load(Net(edge));

        Assert.Equal(potentials, Potentials(network, timesteps: 2));
    }

    [Fact]
    public void A_delayed_spike_arrives_later_by_its_delay()
    {
        SanafeNetwork Delayed() => Load(Net("x.0 -> y.0: {weight: 3, delay: 2}").Replace("y: {core: 1.0}", "y: {core: 1.0, dendrite: late}", StringComparison.Ordinal));

        Assert.Equal("y.0:0 y.1:0 y.2:0", Potentials(Delayed(), timesteps: 3));
        Assert.Equal("y.0:3 y.1:0 y.2:0", Potentials(Delayed(), timesteps: 4));
    }

    [Fact]
    public void Hops_are_priced_by_direction_and_the_barrier_by_used_tiles()
    {
        SanafeNetwork network = Load(Net("x.0 -> y.0: {weight: 1}"));
        SanafeResult run = SanafeRun.Run(SanafeProgram.Map(network, Architecture(), 1), 1);

        // One packet east: axon out, hop, axon in; 5 synapse-less neurons of which 2 are inputs.
        Assert.Equal(4e-12, run.NetworkJoules[0], 1e-24);
        Assert.Equal(1, run.Hops[0]);
        Assert.Equal(2e-6 + 1e-9 + 2e-9 + 2e-9, run.Seconds[0], 1e-15);
    }

    [Theory]
    [InlineData("x.0 -> y.0: {wieght: 1}", "wieght")]
    [InlineData("x.0 -> y.3: {weight: 1}", "y.3")]
    [InlineData("x.0 -> z.0: {weight: 1}", "no such group")]
    [InlineData("x.0 -> y.0: {weight: 1e999}", "weight")]
    [InlineData("x.0 -> y.0: {weight: 1, delay: 6}", "from 0 to 5")]
    [InlineData("x.0 -> y.0: {weight: 1, delay: 1}", "accumulator_with_delay")]
    [InlineData("y.0 -> x.0: {weight: 1}", "input")]
    [InlineData("x -> y: {type: dense, weight: [1]}", "6 values")]
    [InlineData("x -> y: {type: ring}", "dense, sparse, conv2d")]
    [InlineData("x.0 -> y.0: *a", "alias")]
    public void A_wrong_edge_is_refused_with_what_is_wrong(string edge, string expected)
    {
        ChipException error = Assert.Throws<ChipException>(() => SanafeProgram.Map(Load(Net(edge)), Architecture(), 1));

        Assert.Contains("net.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threshold: 100", "thresold: 100", "thresold")]
    [InlineData("threshold: 100", "leak: 1", "leak")]
    [InlineData("y: {core: 1.0}", "y: {core: 2.0}", "no tile 2")]
    [InlineData("y: {core: 1.0}", "y.0: {core: 1.0}", "on no core")]
    [InlineData("y: {core: 1.0}", "y: {core: 1.0, soma: gpu}", "gpu")]
    [InlineData("  - 0..2", "  - 1..2", "neuron 0 is missing")]
    public void A_wrong_network_is_refused_with_what_is_wrong(string right, string wrong, string expected)
    {
        string text = Net("x.0 -> y.0: {weight: 1}");
        Assert.Contains(right, text, StringComparison.Ordinal);
        ChipException error = Assert.Throws<ChipException>(
            () => SanafeProgram.Map(Load(text.Replace(right, wrong, StringComparison.Ordinal)), Architecture(), 1));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("buffer_position: soma", "buffer_position: axon_out", "buffer_position")]
    [InlineData("width: 2", "width: 1", "more tiles")]
    [InlineData("model: current_based", "model: memristor", "memristor")]
    [InlineData("latency_message_in: 1.0e-9", "latency_message_in: -1", "latency_message_in")]
    [InlineData("link_buffer_size: 4", "link_buffer_size: 4, voltage: 1", "voltage")]
    public void A_wrong_architecture_is_refused_with_what_is_wrong(string right, string wrong, string expected)
    {
        Assert.Contains(right, Chip, StringComparison.Ordinal);
        ChipException error = Assert.Throws<ChipException>(() => Architecture(Chip.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains("arch.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_netlist_is_read_line_by_line_and_an_error_names_its_line()
    {
        // Comments push the lines over the ends of the reader's buffer, at every offset.
        string filler = string.Concat(Enumerable.Range(0, 90_000).Select(i => $"# {new string('x', i % 61)}\n"));
        const string Lines = "g 2 soma_hw_name=src spikes=[1]\ng 3 threshold=100.0\n";
        const string Rest = "e 0.0->1.0 w=5\r\ne 0.0->1.1 weight=-7.25\ne 0.1->1.2 weight=9e0\n& 0.0@0.0\n& 0.1@0.0\n& 1.0@1.0\n& 1.1@1.0\n& 1.2@1.0";
        var progress = new Positions();
        SanafeNetwork network = Netlist("\uFEFF" + Lines + filler + filler + filler + Rest, progress);

        Assert.Equal("1.0:5 1.1:-7.25 1.2:9", Potentials(network, timesteps: 2));
        Assert.Equal(progress.Seen.Order(), progress.Seen);
        Assert.NotEmpty(progress.Seen);
        ChipException error = Assert.Throws<ChipException>(() => Netlist(Lines + filler + "e 0.0->1.3 w=5\n"));
        Assert.Contains("net.net", error.Message, StringComparison.Ordinal);
        Assert.Contains("90003", error.Message, StringComparison.Ordinal);
        Assert.Contains("1.3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_netlist_are_the_nearest_doubles()
    {
        var random = new Random(1);
        string[] weights =
        [
            "-0", "0.1", "123456789012345", "1234567890123456", "12345678901234567890", "99999999999999.9", ".5", "5.", "-.25", "0000000000000001", "1e-3", "+2", "0.3",
            .. Enumerable.Range(0, 200).Select(_ => $"{(random.Next(2) == 0 ? "-" : "")}{random.NextInt64(1, 1L << random.Next(1, 50))}.{random.Next(1, 1 << random.Next(1, 30))}"),
        ];
        var edges = weights.Select(weight => $"e 0.0->1.0 w={weight}\n");
        foreach ((string weight, string edge) in weights.Zip(edges))
        {
            SanafeNetwork network = Netlist("g 1 soma_hw_name=src spikes=[1]\ng 1 threshold=1e300\n" + edge + "& 0.0@0.0\n& 1.0@1.0\n");
            double expected = double.Parse(weight, System.Globalization.CultureInfo.InvariantCulture);
            var seen = new Potential();
            SanafeRun.Run(SanafeProgram.Map(network, Architecture(), 1), 2, new SanafeRunOptions { Observer = seen });
            Assert.Equal(expected, seen.Value);
        }

        Assert.Contains("w", Assert.Throws<ChipException>(() => Netlist("g 1\ne 0.0->0.0 w=-\n")).Message, StringComparison.Ordinal);
        Assert.Contains("w", Assert.Throws<ChipException>(() => Netlist("g 1\ne 0.0->0.0 w=1.2.3\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_of_small_weights_are_the_same_as_sums_of_any_weights()
    {
        int fired = 0;
        bool integers = false;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            int neurons = random.Next(2, 30);
            double quantum = random.Next(3) switch { 0 => 1, 1 => 0.25, _ => 1.0 / (1 << 15) };
            int largest = random.Next(2) == 0 ? 3 : 30_000;
            string groups = $"g {neurons} soma_hw_name=lif threshold={largest * quantum}\n"
                + string.Concat(Enumerable.Range(0, neurons).Select(i => $"n 0.{i} bias={(random.Next(3) == 0 ? random.Next(-2, largest) * quantum : 0)}\n"))
                + "g 1 soma_hw_name=src spikes=[0]\ng 1 threshold=1\n";

            // Weights of zero, and pairs that cancel: both are input, though the sum is zero.
            string edges = string.Concat(Enumerable.Range(0, 5 * neurons).Select(_ =>
            {
                double weight = random.Next(4) == 0 ? 0 : random.Next(-largest, largest + 1) * quantum;
                (int source, int target) = (random.Next(neurons), random.Next(neurons));
                string opposite = random.Next(3) == 0 ? $"e 0.{source}->0.{target} w={-weight}\n" : "";
                return $"e 0.{source}->0.{target} w={weight}\n" + opposite;
            }));
            string mapping = string.Concat(Enumerable.Range(0, neurons).Select(i => $"& 0.{i}@{i % 2}.{i / 2 % 2}\n")) + "& 1.0@0.0\n& 2.0@0.0\n";

            // A synapse that never sees a spike decides how all of them are stored.
            (SanafeResult Run, string Potentials, double Bytes) small = Run("1");
            (SanafeResult Run, string Potentials, double Bytes) any = Run("1e-9");
            Assert.Equal(any.Run.SpikeHash, small.Run.SpikeHash);
            Assert.Equal(any.Run.Updated, small.Run.Updated);
            Assert.Equal(any.Run.Seconds, small.Run.Seconds);
            Assert.Equal(any.Potentials, small.Potentials);
            fired += small.Run.Fired.Sum();
            integers |= small.Bytes < any.Bytes;

            (SanafeResult Run, string Potentials, double Bytes) Run(string weight)
            {
                SanafeNetwork network = Netlist($"{groups}{edges}e 1.0->2.0 w={weight}\n{mapping}");
                var program = SanafeProgram.Map(network, Architecture(Chip.Replace("max_neurons_supported: 10", "max_neurons_supported: 40", StringComparison.Ordinal)), 1);
                var last = new AllPotentials(neurons);
                SanafeResult run = SanafeRun.Run(program, 20, new SanafeRunOptions { Observer = last });
                return (run, last.Text, program.SynapseBytes);
            }
        }

        Assert.True(fired > 500 && integers, $"{fired}");
    }

    sealed class AllPotentials(int neurons) : ISanafeObserver
    {
        public string Text { get; private set; } = "";

        public void Observe(SanafeMoment run) => Text += string.Join(' ', Enumerable.Range(0, neurons).Select(i => run.Potential(i).ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + "\n";
    }

    SanafeNetwork Netlist(string text, IProgress<long>? progress = null)
    {
        string path = Path.Combine(_folder, "net.net");
        File.WriteAllText(path, text);
        return SanafeNetwork.Load(path, Architecture(), progress);
    }

    sealed class Positions : IProgress<long>
    {
        public List<long> Seen { get; } = [];

        public void Report(long value) => Seen.Add(value);
    }

    sealed class Potential : ISanafeObserver
    {
        public double Value { get; private set; }

        public void Observe(SanafeMoment run) => Value = run.Potential(1);
    }

    static string Net(string edge) => $$"""
        network:
          name: small
          groups:
            - {name: x, neurons: [0..1: {spikes: [1]}]}
            - name: y
              attributes: {threshold: 100}
              neurons:
              - 0..2
          edges:
          - {{edge}}
        mappings:
        - x: {core: 0.0, soma: src}
        - y: {core: 1.0}
        """;

    SanafeArchitecture Architecture(string text = Chip)
    {
        string path = Path.Combine(_folder, "arch.yaml");
        File.WriteAllText(path, text);
        return SanafeArchitecture.Load(path);
    }

    SanafeNetwork Load(string text)
    {
        string path = Path.Combine(_folder, "net.yaml");
        File.WriteAllText(path, text);
        return SanafeNetwork.Load(path, Architecture());
    }

    string Potentials(SanafeNetwork network, int timesteps)
    {
        var last = new LastPotentials(network);
        SanafeRun.Run(SanafeProgram.Map(network, Architecture(), 1), timesteps, new SanafeRunOptions { Observer = last });
        return last.Text;
    }

    sealed class LastPotentials(SanafeNetwork network) : ISanafeObserver
    {
        public string Text { get; private set; } = "";

        public void Observe(SanafeMoment run) => Text = string.Join(
            ' ',
            Enumerable.Range(2, 3).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{network.NameOf(i)}:{run.Potential(i)}")));
    }
}
